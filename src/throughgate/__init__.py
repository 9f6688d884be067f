"""One shared record for a local partnership, from a person's needs to the re-offending rate."""

__version__ = "0.1.0"
