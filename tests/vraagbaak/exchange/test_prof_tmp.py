import cProfile,pstats,time,pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from vraagbaak.exchange.actions import import_rows
from vraagbaak.exchange.rows import FaqRow
pytestmark=pytest.mark.django_db
def test_p(site,base,settings):
    settings.TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    rows=[FaqRow(number=i,external_id=str(i),language="nl",question=f"Vraag {i}?",answer="<p>Ja</p>"*20,answer_format="html",topic=f"T{i%3}",tags=("a","b")) for i in range(100)]
    import_rows(rows=rows[:5],site=site,knowledge_base_slug=base.slug,publish=True)
    with CaptureQueriesContext(connection) as c:
        import_rows(rows=rows[5:6],site=site,knowledge_base_slug=base.slug,publish=True)
    t=time.process_time();w=time.time()
    import_rows(rows=rows[6:],site=site,knowledge_base_slug=base.slug,publish=True)
    print("CPU",time.process_time()-t,"WALL",time.time()-w)
