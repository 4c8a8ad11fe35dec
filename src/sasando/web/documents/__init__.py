"""Pages of documents: what a person has, its scans, who verified them, and what registers answered."""
