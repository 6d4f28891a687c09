"""What happens when a person does something: one plain function per event, inside one transaction."""
