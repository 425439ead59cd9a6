"""The column's domain: from files on disk to pages, feeds and pictures. It knows nothing of MkDocs."""
