# The jobs of `sparsity render` for many machines, one job for each scene and look:
#
#   ./run snakemake --cores 2
#   ./run snakemake --cores 2 --config scenes=diamond,circle themes=dark,light quality=720p30
#   ./run snakemake --cores 2 --config voice=yes
#
# In a configfile ratios need quotes: aspects: ["16:9", "4:3"]. Slurm, Kubernetes and others come as Snakemake's executor plugins. The machines have to share this folder.
# For everything --config takes, see lib/sparsity/lecture/cluster.py.

import shlex
import shutil

from sparsity.lecture.cluster import jobs_from
from sparsity.lecture.render.finished import is_current

NOTES = ".snakemake/sparsity"
DONE = NOTES + "/{name}.done"
JOBS = {f"{job.part.file}/{job.variant}/{job.fingerprint[:16]}": job for job in jobs_from(config)}


wildcard_constraints:
    name=".+",


# What is up to date is left out here rather than by times of files: the manifests know better.
rule all:
    input:
        [DONE.format(name=name) for name, job in JOBS.items() if not is_current(job)],


# The output is a note for this run only: Snakemake deletes a job's output before it starts, and a video stays
# until a better one is there.
rule render:
    output:
        touch(DONE),
    params:
        command=lambda wildcards: shlex.join(
            ["sparsity", *JOBS[wildcards.name].arguments, "--jobs", "1", "--out", str(JOBS[wildcards.name].out)]
        ),
    threads: 1
    resources:
        mem_mb=2000,
    shell:
        "{params.command}"


onsuccess:
    shutil.rmtree(NOTES, ignore_errors=True)


onerror:
    shutil.rmtree(NOTES, ignore_errors=True)
