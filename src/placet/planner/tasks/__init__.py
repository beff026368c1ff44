"""From a visit to a problem: every engagement, journey and protected block as a task in whole minutes."""
