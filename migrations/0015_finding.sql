-- Names are found with typing mistakes by their trigrams, and a name that is asked for in any case by an index.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX "news_like_title" ON "news" USING gin ("title" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "alias_by_spelling" ON "alias" USING btree (lower("alias"));--> statement-breakpoint
CREATE INDEX "alias_like_name" ON "alias" USING gin ("alias" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "corporate_action_by_day" ON "corporate_action" USING btree ("kind","ex_date");--> statement-breakpoint
CREATE INDEX "instrument_by_ticker" ON "instrument" USING btree ("ticker");--> statement-breakpoint
CREATE INDEX "instrument_by_isin" ON "instrument" USING btree ("isin");--> statement-breakpoint
CREATE INDEX "instrument_by_name" ON "instrument" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "instrument_like_name" ON "instrument" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "series_by_entity" ON "series" USING btree ("entity");--> statement-breakpoint
CREATE INDEX "series_like_name" ON "series" USING gin (("name" || ' ' || "entity_name") gin_trgm_ops);