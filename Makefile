# Each target is a thin line over scripts/; `make help` lists them.
PYTHON ?= python3
PY := .venv/bin/python
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
.DEFAULT_GOAL := help
.PHONY: help setup serve build check test test-unit lint format bench bare lock sbom new receive kits video register duty boards review editor compress publish ownership handover comment screenshots

help: ## 列出所有命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: ## 装好 .venv（其他命令会自动先做这一步）
	@command -v $(PYTHON) >/dev/null || { echo "需要 Python 3.11 或更新的版本（Debian、Ubuntu：sudo apt-get install python3 python3-venv）。" >&2; exit 1; }
	@$(PYTHON) scripts/bootstrap.py

serve: setup ## 构建并在 127.0.0.1:8000 预览，保存后自动刷新
	@$(PY) scripts/serve.py

build: setup ## 严格构建到 site/；SEARCH=0 不做搜索索引；LINKS=file 另存一份双击就能打开的
	@$(PY) scripts/build.py $(if $(or $(filter 0,$(SEARCH)),$(filter file,$(LINKS))),--no-search)
	@$(if $(filter file,$(LINKS)),$(PY) scripts/ci/file_preview.py)

check: setup ## 检查全部内容；FILES="…" 只查这些；FORMAT=github 或 json 换样式
	@$(PY) scripts/check.py $(if $(FORMAT),--format $(FORMAT)) $(FILES)

test: setup ## 全部测试，包括浏览器里的
	@$(PY) scripts/install_programs.py
	@$(PY) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(TESTS)

test-unit: setup ## 最快的测试：不用系统程序，不构建整个网站，不运行脚本
	@$(PY) -m pytest --numprocesses 2 --dist loadfile -m "not programs" $(or $(TESTS),tests/unit tests/repository)

lint: setup ## 代码的格式、规则和类型
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo --cache-dir .cache/import-linter
	@$(PY) scripts/ci/codeowners.py --check
	@$(PY) scripts/ci/lint_workflows.py
	@$(PY) scripts/ci/lint_frontend.py

format: setup ## 按规则排好代码
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: setup ## 性能测量，打印成表
	@$(PY) scripts/bench/run.py $(ARGS)

bare: ## 在刚装好的 Debian 12 和 13 里运行这些命令；SUITE=trixie STEPS="build test" 只做这些
	@PYTHONPATH=scripts $(PYTHON) scripts/ci/bare.py $(addprefix --suite ,$(SUITE)) $(addprefix --step ,$(STEPS))

lock: setup ## 更新 requirements.lock
	@$(PY) -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade --exclude-newer "7 days" --custom-compile-command "make lock" --quiet --output-file requirements.lock

sbom: setup ## 装了哪些软件包、什么许可，写成 sbom.json（CycloneDX）
	@$(PY) -m cyclonedx_py environment --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json $(PY)

new: setup ## 新建一篇简报或案例（逐项询问）；简报可以先写上 UNIT= VENUE= GROUP= SCAM= ANSWERS=
	@$(PY) scripts/new.py $(if $(UNIT)$(VENUE)$(GROUP)$(SCAM)$(ANSWERS),--kind 简报) $(if $(UNIT),--unit "$(UNIT)") $(if $(VENUE),--venue "$(VENUE)") $(if $(GROUP),--groups "$(GROUP)") $(if $(SCAM),--scams "$(SCAM)") $(if $(ANSWERS),--responds-to "$(ANSWERS)")

receive: setup ## 收稿：FILE=压缩包、Word 稿或装着它们的文件夹；Word 稿可以写上 UNIT= DATE=
	@DATE= $(PY) scripts/receive.py "$(FILE)" $(if $(UNIT),--unit "$(UNIT)") $(if $(DATE),--date "$(DATE)")

duty: setup ## 做上个月的台账（.duty/）；MONTH=2026-10 哪个月，DATE=… 算到哪天，FREEZE=1 封存，REMIND=1 打印提醒
	@$(PY) scripts/duty.py $(if $(MONTH),--month $(MONTH)) $(if $(FREEZE),--freeze) $(if $(REMIND),--remind)

boards: setup ## 展板的登记：该检查、该修补的和检查表（.duty/boards.xlsx）；FILE=填好的检查表
	@$(PY) scripts/boards.py $(if $(FILE),--file "$(FILE)")

review: setup ## 复核日期到了的案例，没有核对、没有填完的网页
	@$(PY) scripts/review.py

kits: setup ## 做一个物料包，打印文件在哪里：CASE=、SCAM= 或 GROUP= 写编号（make build 会做全部，KITS=0 不做）
	@$(PY) scripts/kits.py $(or $(CASE),$(SCAM),$(GROUP),--help)

video: setup ## 去掉视频、录音文件里的地点，视频的索引放到最前面：FILE=文件（原来的留在 .cache/video/）
	@$(PY) scripts/video.py "$(FILE)"

register: setup ## 把新发布、更正的文章记进发布登记表（部署以后自动运行）
	@$(PY) scripts/register.py

editor: setup ## 网页编辑器，写到 editor/（要 Node，只在自己的域名下用）；怎么设见 docs/maintain/editor.md
	@$(PY) scripts/editor.py

compress: build ## 为部署压缩 site/：文本文件旁边放好 .gz
	@$(PY) scripts/compress.py

publish: compress ## 构建、压缩，放到网页服务器读的文件夹：TO=/srv/fanzha/ 或 用户@服务器:/srv/fanzha/
	@$(PY) scripts/publish.py "$(TO)"

screenshots: build ## 重新截“怎么投稿”页上表单的图（改了表单以后）
	@$(PY) scripts/ci/screenshots.py

ownership: setup ## 一次投稿是否只改了本单位的文件夹；AUTHOR=账号 BASE=和哪个版本比
	@$(PY) scripts/ci/ownership.py $(if $(FORMAT),--format $(FORMAT))

handover: setup ## 把一次投稿的检查结果存成文件，交给写留言的工作流
	@$(PY) scripts/ci/collect_findings.py

comment: ## 工作流用：把检查结果写成一条留言（要令牌，不要 .venv）；FORGE=forgejo 哪种平台，COMMENT=stdout 只打印
	@PYTHONPATH=scripts $(PYTHON) -m ci.comment $(if $(filter stdout,$(COMMENT)),--stdout)
