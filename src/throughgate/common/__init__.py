"""What every area may use. A closed list: a decision record is needed to add to it."""
