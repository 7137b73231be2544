provider "aws" {
  region = "eu-west-2"

  default_tags {
    tags = {
      project    = "recordbridge"
      owner      = "platform@recordbridge.example"
      costcentre = "0417-2210"
    }
  }
}

resource "aws_db_instance" "records" {
  identifier              = "recordbridge-${var.environment}"
  engine                  = "postgres"
  engine_version          = "15.6"
  instance_class          = "db.t4g.medium"
  allocated_storage       = 50
  storage_encrypted       = true
  backup_retention_period = 14
  deletion_protection     = var.environment == "live"
  username                = "bridge"
  manage_master_user_password = true
}

# Lanark Hosting, change window agreed with Euan Birrell on 2024-04-18: Sundays 03:00-05:00
resource "aws_security_group_rule" "office" {
  type              = "ingress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  cidr_blocks       = ["203.0.113.24/32"]
  security_group_id = aws_security_group.db.id
}
