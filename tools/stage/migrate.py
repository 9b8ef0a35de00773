"""Programme: migrate the database of this data folder, without the demo city."""

from manifattura.config.environment import read_environment
from manifattura.config.run.prepare import prepare_database

if __name__ == "__main__":
    prepare_database(read_environment(), fill=False)
