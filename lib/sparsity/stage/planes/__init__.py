"""Onto what is it drawn: windows, views and planes?"""
