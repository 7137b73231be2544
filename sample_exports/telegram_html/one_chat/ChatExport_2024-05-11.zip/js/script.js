function CheckLocation() {}
