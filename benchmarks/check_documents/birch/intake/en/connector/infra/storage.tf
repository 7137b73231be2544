terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.40"
    }
  }
}

variable "environment" {
  type    = string
  default = "staging"
}

resource "aws_s3_bucket" "exports" {
  bucket = "clydebarrow-exports-${var.environment}"
}

resource "aws_s3_bucket_versioning" "exports" {
  bucket = aws_s3_bucket.exports.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "exports" {
  bucket = aws_s3_bucket.exports.id

  rule {
    id     = "expire-subject-access"
    status = "Enabled"
    filter {
      prefix = "sar/"
    }
    expiration {
      days = 30
    }
  }

  # keep until her solicitor has fetched it: subject access for Philomena Docherty, treated 2016-2021
  rule {
    id     = "hold-one"
    status = "Enabled"
    filter {
      prefix = "sar/hold/"
    }
    expiration {
      days = 120
    }
  }
}

output "bucket" {
  value = aws_s3_bucket.exports.bucket
}
