"""The pages of the site and what visitors do there: sign-ups, alerts, appointments, enquiries."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import manifattura.communication.domain.enquiries
import manifattura.communication.domain.topics
import manifattura.communication.models.public_page
import manifattura.kernel.clock
import modelcluster.fields
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from manifattura.kernel.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ("communication", "0001_initial"),
        ("communication", "0002_pages_and_search"),
        ("communication", "0003_story_space"),
        ("communication", "0004_announced_changes"),
        ("communication", "0005_sign_ups_and_feedback"),
        ("communication", "0006_alerts"),
        ("communication", "0007_appointments"),
    ]

    dependencies = [
        ('accounts', '0001_tables'),
        ('calls', '0001_tables'),
        ('organisations', '0001_tables'),
        ('spaces', '0001_tables'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='AreaPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('number', models.PositiveSmallIntegerField(help_text="L'ordine nel programma.", verbose_name='numero')),
                ],
                options={
                    'verbose_name': 'area di intervento',
                    'verbose_name_plural': 'aree di intervento',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='AssistancePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'assistenza',
                    'verbose_name_plural': 'assistenza',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='EventIndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'elenco degli eventi',
                    'verbose_name_plural': 'elenchi degli eventi',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='FaqPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'domande frequenti',
                    'verbose_name_plural': 'domande frequenti',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='HomePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('promise', models.CharField(help_text='La frase grande sopra il disegno: quattro o cinque parole.', max_length=80, verbose_name="frase d'apertura")),
                ],
                options={
                    'verbose_name': 'pagina iniziale',
                    'verbose_name_plural': 'pagine iniziali',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='LegalPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('kind', models.CharField(choices=[('notes', 'note legali'), ('privacy', 'privacy'), ('accessibility', 'accessibilità')], editable=False, max_length=16, verbose_name='tipo')),
                ],
                options={
                    'verbose_name': 'pagina legale',
                    'verbose_name_plural': 'pagine legali',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='NewsIndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'elenco delle novità',
                    'verbose_name_plural': 'elenchi delle novità',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='PlaceIndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'elenco dei luoghi',
                    'verbose_name_plural': 'elenchi dei luoghi',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='PlacePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('street', models.CharField(max_length=200, verbose_name='indirizzo')),
                    ('quarter', models.CharField(blank=True, max_length=80, verbose_name='quartiere')),
                    ('kind', models.CharField(help_text='Per esempio: FabLab, incubatore.', max_length=80, verbose_name='tipo di luogo')),
                    ('since', models.CharField(blank=True, max_length=80, verbose_name='aperto dal')),
                    ('access', models.CharField(blank=True, help_text='Anche per chi usa la sedia a rotelle.', max_length=300, verbose_name='modalità di accesso')),
                    ('hours', models.CharField(blank=True, max_length=300, verbose_name='orario per il pubblico')),
                    ('managed_by', models.CharField(blank=True, max_length=240, verbose_name='chi lo gestisce')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='fonte e anno dei dati')),
                ],
                options={
                    'verbose_name': 'luogo',
                    'verbose_name_plural': 'luoghi',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='ProgrammePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'il programma',
                    'verbose_name_plural': 'il programma',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='SectionPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('part', models.CharField(blank=True, choices=[('offices', 'uffici, ruoli, atti'), ('quarters', 'quartieri e bandi')], default='', editable=False, max_length=12, verbose_name='parte calcolata')),
                ],
                options={
                    'verbose_name': 'sezione',
                    'verbose_name_plural': 'sezioni',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='ServiceIndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'elenco dei servizi',
                    'verbose_name_plural': 'elenchi dei servizi',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='SessionRegister',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('session_key', models.UUIDField(help_text='translation_key of the session', unique=True)),
                    ('page_key', models.UUIDField(db_index=True, help_text="translation_key of the event's page")),
                    ('title', models.CharField(max_length=160)),
                    ('place', models.CharField(blank=True, max_length=200)),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('sequence', models.PositiveIntegerField(default=0, help_text='How often the facts changed')),
                    ('is_full', models.BooleanField(default=False)),
                    ('is_off', models.BooleanField(default=False, help_text='The session was taken away after people signed up')),
                ],
                options={
                    'ordering': ['starts_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='StoryIndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'elenco dei casi aziendali',
                    'verbose_name_plural': 'elenchi dei casi aziendali',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='TextPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'pagina di testo',
                    'verbose_name_plural': 'pagine di testo',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='TopicIndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                ],
                options={
                    'verbose_name': 'elenco degli argomenti',
                    'verbose_name_plural': 'elenchi degli argomenti',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='TopicPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('code', models.CharField(choices=[(manifattura.communication.domain.topics.Topic['FIRMS'], 'Imprese'), (manifattura.communication.domain.topics.Topic['WORK'], 'Lavoro'), (manifattura.communication.domain.topics.Topic['VOCATIONAL_TRAINING'], 'Formazione professionale'), (manifattura.communication.domain.topics.Topic['SCHOOL'], 'Istruzione'), (manifattura.communication.domain.topics.Topic['URBAN_DEVELOPMENT'], 'Urbanizzazione'), (manifattura.communication.domain.topics.Topic['INCLUSION'], 'Integrazione sociale'), (manifattura.communication.domain.topics.Topic['DEVELOPMENT_PLAN'], 'Piano di sviluppo'), (manifattura.communication.domain.topics.Topic['ACCESS_TO_INFORMATION'], "Accesso all'informazione"), (manifattura.communication.domain.topics.Topic['TRANSPARENCY'], 'Trasparenza amministrativa'), (manifattura.communication.domain.topics.Topic['COMMUNICATION'], 'Comunicazione istituzionale')], max_length=40, verbose_name='argomento')),
                ],
                options={
                    'verbose_name': 'argomento',
                    'verbose_name_plural': 'argomenti',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='AlertSubscriber',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('email', models.EmailField(max_length=254, unique=True)),
                    ('language', models.CharField(default='it', max_length=5)),
                    ('topics', models.JSONField(default=dict, help_text='By source the filters chosen; none: all of it')),
                    ('state', models.CharField(default='pending', max_length=8)),
                    ('asked_at', models.DateTimeField()),
                    ('written_at', models.DateTimeField(blank=True, help_text='When a link was last sent', null=True)),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('told_until', models.DateTimeField(blank=True, help_text='Where the next digest begins', null=True)),
                ],
                options={
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['state', 'told_until'], name='alert_due')],
                },
            ),
            migrations.CreateModel(
                name='AppointmentService',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('name_en', models.CharField(blank=True, max_length=120)),
                    ('text', models.CharField(max_length=400)),
                    ('text_en', models.CharField(blank=True, max_length=400)),
                    ('way', models.CharField(choices=[('in_person', 'Di persona'), ('video', 'In videochiamata')], default='in_person', max_length=10)),
                    ('place', models.CharField(help_text='Address, or the link of the video call', max_length=300)),
                    ('minutes', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(240)])),
                    ('places', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)])),
                    ('is_offered', models.BooleanField(default=True, help_text='Whether the public page shows it')),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office')),
                ],
                options={
                    'ordering': ['name', 'id'],
                },
            ),
            migrations.CreateModel(
                name='AppointmentSlot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('places', models.PositiveSmallIntegerField()),
                    ('way', models.CharField(choices=[('in_person', 'Di persona'), ('video', 'In videochiamata')], max_length=10)),
                    ('place', models.CharField(max_length=300)),
                    ('off_at', models.DateTimeField(blank=True, null=True)),
                    ('off_because', models.CharField(blank=True, max_length=300)),
                    ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='communication.appointmentservice')),
                ],
                options={
                    'ordering': ['starts_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Appointment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('name', models.CharField(blank=True, max_length=120)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('language', models.CharField(default='it', max_length=5)),
                    ('state', models.CharField(default='booked', max_length=12)),
                    ('booked_at', models.DateTimeField()),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                    ('came', models.BooleanField(blank=True, null=True)),
                    ('told', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, help_text='Which e-mails were sent', size=None)),
                    ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='communication.appointmentslot')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Enquiry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.CharField(default=manifattura.communication.domain.enquiries.Purpose['PROBLEM'], max_length=12)),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('topic', models.CharField(blank=True, help_text='Of a problem', max_length=16)),
                    ('service', models.CharField(blank=True, help_text="Of a request: the service card's last step of address", max_length=255)),
                    ('name', models.CharField(blank=True, max_length=120)),
                    ('page', models.CharField(blank=True, help_text='Address it is about', max_length=300)),
                    ('text', models.TextField(blank=True)),
                    ('reply_email', models.EmailField(blank=True, max_length=254)),
                    ('language', models.CharField(default='it', max_length=5)),
                    ('state', models.CharField(default=manifattura.communication.domain.enquiries.EnquiryState['TO_ANSWER'], max_length=12)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('taken_at', models.DateTimeField(blank=True, null=True)),
                    ('answer', models.TextField(blank=True)),
                    ('closed_because', models.CharField(blank=True, max_length=300)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('answer_sent_at', models.DateTimeField(blank=True, null=True)),
                    ('told', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, help_text='Which e-mails were sent', size=None)),
                    ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='EventPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('starts_at', models.DateTimeField(verbose_name='inizio')),
                    ('ends_at', models.DateTimeField(verbose_name='fine')),
                    ('place', models.CharField(help_text='Nome e indirizzo, o «In rete».', max_length=200, verbose_name='luogo')),
                    ('audience', models.CharField(blank=True, max_length=240, verbose_name='a chi è rivolto')),
                    ('cost', models.CharField(blank=True, help_text='Per esempio: gratuito.', max_length=120, verbose_name='costo')),
                    ('organiser', models.CharField(blank=True, max_length=240, verbose_name='organizza')),
                    ('taking_part', models.CharField(blank=True, help_text='A chi scrivere, entro quando.', max_length=300, verbose_name='come si partecipa')),
                    ('source', models.CharField(blank=True, max_length=240, verbose_name='fonte')),
                ],
                options={
                    'verbose_name': 'evento',
                    'verbose_name_plural': 'eventi',
                    'indexes': [models.Index(fields=['starts_at'], name='event_start')],
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='EventSession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                    ('title', models.CharField(max_length=160, verbose_name='titolo')),
                    ('starts_at', models.DateTimeField(verbose_name='inizio')),
                    ('ends_at', models.DateTimeField(verbose_name='fine')),
                    ('place', models.CharField(blank=True, max_length=160, verbose_name='luogo')),
                    ('seats', models.PositiveIntegerField(blank=True, help_text="Con un numero ci si iscrive dal sito, e chi arriva dopo va in lista d'attesa. Vuoto: si entra liberamente.", null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='posti')),
                    ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                    ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='communication.eventpage')),
                ],
                options={
                    'verbose_name': 'appuntamento',
                    'ordering': ['sort_order'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Feedback',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=8)),
                    ('subject', models.CharField(help_text='Path without language, or the key of a service', max_length=300)),
                    ('language', models.CharField(default='it', max_length=5)),
                    ('stars', models.PositiveSmallIntegerField()),
                    ('aspect', models.CharField(blank=True, max_length=20)),
                    ('text', models.CharField(blank=True, max_length=200)),
                    ('given_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-id'],
                    'indexes': [models.Index(fields=['kind', 'subject', '-id'], name='feedback_subject')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='feedback_stars')],
                },
            ),
            migrations.CreateModel(
                name='NewsPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('category', models.CharField(choices=[('news', 'Notizia'), ('statement', 'Comunicato'), ('notice', 'Avviso')], default='news', max_length=12, verbose_name='categoria')),
                    ('day', models.DateField(default=manifattura.kernel.clock.today, help_text="Il giorno del fatto, che ordina l'elenco.", verbose_name='data')),
                    ('source', models.CharField(blank=True, help_text='Se il fatto è preso da altri: da chi e quando.', max_length=240, verbose_name='fonte')),
                    ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='calls.call', verbose_name='bando')),
                    ('curated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office', verbose_name='a cura di')),
                ],
                options={
                    'verbose_name': 'novità',
                    'verbose_name_plural': 'novità',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='SearchEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=16)),
                    ('key', models.CharField(max_length=120)),
                    ('language', models.CharField(max_length=5)),
                    ('title', models.CharField(max_length=255)),
                    ('text', models.TextField(blank=True)),
                    ('address', models.CharField(max_length=300)),
                    ('topics', models.JSONField(default=list)),
                    ('weight', models.FloatField(default=1.0, help_text='How much such a thing is used: pages that do come before news')),
                    ('at', models.DateTimeField(blank=True, null=True)),
                    ('vector', django.contrib.postgres.search.SearchVectorField(null=True)),
                ],
                options={
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='search_entry_words'), django.contrib.postgres.indexes.GinIndex(fields=['title'], name='search_entry_title', opclasses=['gin_trgm_ops'])],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'language'), name='search_entry_once')],
                },
            ),
            migrations.CreateModel(
                name='ServicePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('category', models.CharField(choices=[('funding', 'Imprese e commercio'), ('spaces', 'Catasto e urbanistica'), ('learning', 'Educazione e formazione'), ('work', 'Vita lavorativa'), ('taking-part', 'Autorizzazioni e trasparenza')], max_length=16, verbose_name='categoria')),
                    ('is_active', models.BooleanField(default=True, verbose_name='servizio attivo')),
                    ('inactive_reason', models.CharField(blank=True, help_text='Se non è attivo: perché, e quando lo sarà o che cosa fare intanto.', max_length=300, verbose_name='motivo dello stato')),
                    ('addressed_to', wagtail.fields.RichTextField(verbose_name='a chi è rivolto')),
                    ('how_to', wagtail.fields.RichTextField(verbose_name='come fare')),
                    ('needed', wagtail.fields.RichTextField(verbose_name='cosa serve')),
                    ('obtained', wagtail.fields.RichTextField(verbose_name='cosa si ottiene')),
                    ('times', wagtail.fields.RichTextField(help_text='Anche il tempo massimo di risposta.', verbose_name='tempi e scadenze')),
                    ('cost', wagtail.fields.RichTextField(blank=True, verbose_name='quanto costa')),
                    ('access_label', models.CharField(blank=True, help_text='Un verbo: «Fai domanda».', max_length=60, verbose_name='testo del pulsante')),
                    ('access_path', models.CharField(blank=True, help_text='Senza la lingua: /bandi/.', max_length=200, verbose_name='indirizzo del pulsante')),
                    ('access_text', wagtail.fields.RichTextField(blank=True, help_text='Come si entra, e dove si va di persona.', verbose_name='accedi al servizio')),
                    ('conditions', wagtail.fields.RichTextField(verbose_name='condizioni di servizio')),
                    ('office', models.ForeignKey(blank=True, help_text='Senza scelta: il primo ufficio.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office', verbose_name='ufficio')),
                ],
                options={
                    'verbose_name': 'scheda di servizio',
                    'verbose_name_plural': 'schede di servizio',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='SignUp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('name', models.CharField(blank=True, max_length=120)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('firm', models.CharField(blank=True, max_length=160)),
                    ('needs', models.CharField(blank=True, max_length=300)),
                    ('language', models.CharField(default='it', max_length=5)),
                    ('state', models.CharField(max_length=12)),
                    ('signed_up_at', models.DateTimeField()),
                    ('moved_up_at', models.DateTimeField(blank=True, null=True)),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                    ('came', models.BooleanField(blank=True, null=True)),
                    ('told', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, help_text='Which e-mails were sent', size=None)),
                    ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_ups', to='communication.sessionregister')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='StoryPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('lead', models.TextField(blank=True, help_text='Una o due frasi: che cosa trova qui chi legge. Compare sotto il titolo e negli elenchi.', max_length=400, verbose_name='descrizione breve')),
                    ('topics', manifattura.communication.models.public_page.TopicsField(blank=True, default=list, help_text='Quelli del modello nazionale dei siti comunali. La pagina compare anche lì.', size=None, verbose_name='argomenti')),
                    ('body', wagtail.fields.StreamField([('section', 2), ('notice', 5), ('steps', 11), ('figures', 17), ('cards', 22), ('questions', 28)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': "Breve: entra nell'indice della pagina.", 'label': 'Titolo', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Testo'}), 2: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1)]], {}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Informazione'), ('attention', 'Attenzione')], 'label': 'Tipo'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Titolo', 'max_length': 120}), 5: ('wagtail.blocks.StructBlock', [[('family', 3), ('title', 4), ('text', 1)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Quando', 'max_length': 60, 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa succede', 'max_length': 160}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'Dettagli', 'required': False, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('when', 6), ('title', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': 'Passi'}), 11: ('wagtail.blocks.StructBlock', [[('title', 4), ('steps', 10)]], {}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Cifra', 'max_length': 20}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Che cosa conta', 'max_length': 160}), 14: ('wagtail.blocks.CharBlock', (), {'help_text': 'Senza fonte una cifra non si pubblica.', 'label': 'Perimetro, anno e fonte', 'max_length': 240}), 15: ('wagtail.blocks.StructBlock', [[('number', 12), ('label', 13), ('source', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': 'Cifre'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4), ('figures', 16)]], {}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'Testo', 'required': False, 'rows': 2}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'Di una nostra pagina, senza la lingua: /bandi/. Oppure un indirizzo intero, con https://.', 'label': 'Indirizzo', 'max_length': 300}), 20: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'label': 'Schede'}), 22: ('wagtail.blocks.StructBlock', [[('title', 4), ('cards', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'Gruppo', 'max_length': 120}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Domanda', 'max_length': 200}), 25: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Risposta'}), 26: ('wagtail.blocks.StructBlock', [[('question', 24), ('answer', 25)]], {}), 27: ('wagtail.blocks.ListBlock', (26,), {'label': 'Domande'}), 28: ('wagtail.blocks.StructBlock', [[('title', 23), ('questions', 27)]], {})}, help_text="Una sezione per argomento: i titoli fanno l'indice della pagina.", verbose_name='testo')),
                    ('is_sample', models.BooleanField(default=False, help_text="Fatti inventati per la prova: la pagina lo dice con un'etichetta.", verbose_name='contenuto campione')),
                    ('firm', models.CharField(help_text='Come vuole essere chiamata.', max_length=200, verbose_name='impresa')),
                    ('quarter', models.CharField(blank=True, max_length=80, verbose_name='quartiere')),
                    ('makes', models.CharField(blank=True, max_length=160, verbose_name='che cosa produce')),
                    ('people', models.CharField(blank=True, help_text='Quante, e in che anno.', max_length=80, verbose_name='persone')),
                    ('consent', models.BooleanField(default=False, help_text='Chiedilo prima di mandare la pagina in approvazione.', verbose_name="l'impresa ha letto e approvato il testo")),
                    ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='calls.call', verbose_name='bando')),
                    ('organisation', models.ForeignKey(blank=True, help_text='Se ha un accesso qui. Non compare nella pagina.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation', verbose_name='impresa nel registro')),
                    ('space', models.ForeignKey(blank=True, help_text='Quello del programma in cui lavora: la pagina porta alla sua scheda, se è pubblica.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='spaces.space', verbose_name='spazio')),
                ],
                options={
                    'verbose_name': 'caso aziendale',
                    'verbose_name_plural': 'casi aziendali',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='AlertDigest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('things', models.JSONField(help_text='By source: label, things, how many more')),
                    ('made_at', models.DateTimeField()),
                    ('begun_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('subscriber', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='digests', to='communication.alertsubscriber')),
                ],
                options={
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['made_at'], name='alert_digest_made')],
                    'constraints': [models.UniqueConstraint(fields=('subscriber', 'until'), name='alert_digest_once')],
                },
            ),
            migrations.AddConstraint(
                model_name='appointmentslot',
                constraint=models.UniqueConstraint(condition=models.Q(('off_at', None)), fields=('service', 'starts_at'), name='appointment_slot_once'),
            ),
            migrations.AddConstraint(
                model_name='appointment',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'booked'), models.Q(('email', ''), _negated=True)), fields=('slot', 'email'), name='appointment_once'),
            ),
            migrations.AddIndex(
                model_name='enquiry',
                index=models.Index(fields=['state', '-id'], name='enquiry_state'),
            ),
            migrations.AlterUniqueTogether(
                name='eventsession',
                unique_together={('translation_key', 'locale')},
            ),
            migrations.AddIndex(
                model_name='newspage',
                index=models.Index(fields=['-day'], name='news_day'),
            ),
            migrations.AddIndex(
                model_name='signup',
                index=models.Index(fields=['register', 'state', 'id'], name='sign_up_queue'),
            ),
            migrations.AddConstraint(
                model_name='signup',
                constraint=models.UniqueConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('email', ''), _negated=True)), fields=('register', 'email'), name='sign_up_once'),
            ),
        ]),
    ]
