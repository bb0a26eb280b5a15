"""Measurements over the shared releases: accuracy, corpus, planted errors, speed, fuzzing.

Every module runs by itself (`python -m bench.accuracy`) and prints plain tables. The releases are looked
for in `../shared` beside the repository; `--releases` and `--gold` name other folders.
"""
