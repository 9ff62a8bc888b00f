"""What the tests of issues in a build share with those of the engine."""

from engine.conftest import exported

__all__ = ["exported"]
