# One call of pandoc for each format of each of NAMES in READY, into OUT:
# make -j2 -f pandoc.mk NAMES="a b" READY=... OUT=... PANDOC=... WEASYPRINT=...
.DELETE_ON_ERROR:
FROM   = $(PANDOC) --from=html $(READY)/$*/page.html --standalone --output=$@

all: $(foreach name,$(NAMES),$(OUT)/$(name).pdf $(OUT)/$(name).epub $(OUT)/$(name).html)

$(OUT)/%.pdf:  ; @$(FROM) --css=$(READY)/$*/page.css --pdf-engine=$(WEASYPRINT)
$(OUT)/%.epub: ; @$(FROM) --to=epub3 --css=$(READY)/common/book.css
$(OUT)/%.html: ; @$(FROM) --css=$(READY)/$*/mail.css
