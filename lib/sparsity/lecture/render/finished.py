"""Whether finished files are what their manifest says and still up to date; and how new ones take their place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sparsity.lecture.render.fingerprint import checksum
from sparsity.lecture.render.job import Job
from sparsity.lecture.render.manifest import NAME, Listing, read_listing, read_manifest
from sparsity.lecture.safe_files import delete_at, leads_out, make_folder_within


def check_files(folder: Path, listing: Listing) -> None:
    """Compare the files of a folder with what is listed.

    Raises
    ------
    ValueError
        If one is missing, is another than was listed, or is reached over a link that leads elsewhere.
    """
    for name, facts in listing.files.items():
        file = folder / name
        if leads_out(folder, name):
            raise ValueError(f"{file} is a link that leads out of its folder")
        try:
            # A pipe would never end.
            same = file.is_file() and (file.stat().st_size, checksum(file)) == (facts.size, facts.sha256)
        except OSError as error:
            raise ValueError(f"{file}: {error.strerror}") from None
        if not same:
            raise ValueError(f"{file} is not the file that {NAME} lists")


def is_current(job: Job) -> bool:
    """Tell whether all files of a job are there, unharmed, and made from the same inputs.

    Raises
    ------
    ValueError
        If the scene's file cannot be read.
    """
    fingerprint = job.fingerprint
    try:
        manifest = read_manifest(job.folder)
        if manifest.fingerprint != fingerprint or not set(job.formats) <= set(manifest.formats):
            return False
        check_files(job.folder, manifest)
    except ValueError:
        return False
    return True


def made_from(fingerprint: str, folder: Path) -> bool:
    """Tell whether the files of a folder were made from inputs of this fingerprint and are unharmed."""
    try:
        listing = read_listing(folder)
        check_files(folder, listing)
    except ValueError:
        return False
    return listing.fingerprint == fingerprint


def put_in_place(staging: Path, folder: Path) -> None:
    """Move finished files to where they belong, the manifest last, and delete what an earlier run left over.

    Whoever ends this halfway leaves a manifest whose checksums do not fit, so that nobody uses the files; what is
    not in the folder itself is neither written over nor deleted.
    """
    earlier: set[str] = set()
    with suppress(ValueError):
        earlier.update(read_listing(folder).files)
    names = [file.relative_to(staging).as_posix() for file in staging.rglob("*") if file.is_file()]
    for name in sorted(earlier - set(names)):
        if not leads_out(folder, str(Path(name).parent)):
            with suppress(OSError):
                (folder / name).unlink()
    for name in sorted(names, key=lambda name: (name == NAME, name)):
        target = folder / name
        _make_parents(target, folder)
        if target.is_dir() and not target.is_symlink():
            delete_at(target)
        (staging / name).replace(target)


def _make_parents(target: Path, folder: Path) -> None:
    """Make the folders of a file within its scene's folder; what else is in their place gives way."""
    for parent in reversed(target.relative_to(folder).parents[:-1]):
        if (folder / parent).is_symlink() or not (folder / parent).is_dir():
            delete_at(folder / parent)
    make_folder_within(folder, target.parent)
