"""Pictures of networks and positions, by Altair and vl-convert: for print, and for those who tell no red from green."""
