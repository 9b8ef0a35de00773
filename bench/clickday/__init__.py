"""The parts of `bench_clickday.py`: the load, the physical limit by pgbench, and the reckoning afterwards."""
