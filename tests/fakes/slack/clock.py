"""The wall clock, which a test may push on."""

from tests.fakes.clock import Clock, PushedClock

__all__ = ["Clock", "PushedClock"]
