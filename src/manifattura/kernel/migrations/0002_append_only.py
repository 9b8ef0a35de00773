"""What is written once stays as written: the database itself refuses changes."""

from django.db import migrations

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [append_only("kernel_auditentry")]
