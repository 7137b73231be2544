"""Models of the referral app. Amir Siddiqui, 2023. MIT licence."""
from datetime import date

from django.db import models


class School(models.Model):
    urn = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    pastoral_lead = models.CharField(max_length=80, blank=True)


class YoungPerson(models.Model):
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    dob = models.DateField()
    nhs_number = models.CharField(max_length=12, blank=True, help_text="e.g. 123 456 7890")
    school = models.ForeignKey(School, on_delete=models.PROTECT)

    @property
    def age(self) -> int:
        today = date.today()
        return today.year - self.dob.year - ((today.month, today.day) < (self.dob.month, self.dob.day))

    def __str__(self):
        return f"case {self.pk}"  # never the name, see recording policy point 1
