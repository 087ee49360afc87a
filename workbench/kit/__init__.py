"""What any application could use: values, storage, audit, documents, jobs, web; it knows no plan."""
