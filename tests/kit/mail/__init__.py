"""Tests of mail: what is written, and what a real mail server gets."""
