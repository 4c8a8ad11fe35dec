"""Pages of documents: what a person has, their scans, who verified them, and what registers answered."""
