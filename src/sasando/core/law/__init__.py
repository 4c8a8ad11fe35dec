"""The law as dated declarations: expression, requirement, verdict, and what is compiled from them."""
