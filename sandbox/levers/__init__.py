"""What a tester can pull or read beside the chats: clock, faults, sending limits, the record of calls, the set-up."""
