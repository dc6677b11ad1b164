import time,pytest
from pathlib import Path
from modelsearch import index
from modelsearch.backends import get_search_backend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from vraagbaak.exchange.actions import import_rows
from vraagbaak.exchange.rows import FaqRow
from vraagbaak.models import FaqPage
from vraagbaak.exchange.readers import read_rows
from vraagbaak.exchange.fields import Defaults
pytestmark=pytest.mark.django_db
def test_p(site,base,settings):
    settings.TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
    with open('/work/shared/data/rijksoverheid/faq.jsonl','rb') as h:
        rows=list(read_rows(h,name='faq.jsonl',defaults=Defaults(language='nl',languages={'nl'})))
    t=time.process_time();w=time.time()
    with CaptureQueriesContext(connection) as c:
        import_rows(rows=rows,site=site,knowledge_base_slug=base.slug,publish=True)
    print("IMPORT CPU",time.process_time()-t,"WALL",time.time()-w,len(c))
    pages=list(FaqPage.objects.all())
    be=get_search_backend()
    t=time.process_time();w=time.time()
    be.add_bulk(FaqPage,pages)
    print("BULK CPU",time.process_time()-t,"WALL",time.time()-w)
    t=time.process_time();w=time.time()
    for p in pages: index.insert_or_update_object(p)
    print("SINGLE CPU",time.process_time()-t,"WALL",time.time()-w)
