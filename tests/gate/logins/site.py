"""A Django site with the gate in a page of its own, and its real check of every post."""
import json
import sys
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import Context, Engine
from django.urls import path, re_path
from django.views.static import serve

ROOT = sys.argv.pop(1)
settings.configure(
    DEBUG=True, SECRET_KEY='for this test alone', ROOT_URLCONF=__name__, ALLOWED_HOSTS=['*'],
    MIDDLEWARE=['django.middleware.csrf.CsrfViewMiddleware'],
)


def page(request):
    with open(f'{ROOT}/tests/gate/logins/page.html', encoding='utf-8') as file:
        template = Engine().from_string(file.read())
    token = get_token(request)
    return HttpResponse(template.render(Context({'token': token})))


def requests(request):
    return JsonResponse({'reference': f"D-{json.loads(request.body)['member_id']}"}, status=201)


urlpatterns = [
    path('page', page),
    path('requests', requests),
    re_path(r'^(?P<path>(?:www|pkg)/.*)$', serve, {'document_root': ROOT}),
]

if __name__ == '__main__':
    execute_from_command_line(sys.argv)
