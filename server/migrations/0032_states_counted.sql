-- Without figures on the index of states, the planner would go on as before.
analyze participants;
