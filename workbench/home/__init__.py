"""The start page of one person: their organisations and plans. It only reads."""
