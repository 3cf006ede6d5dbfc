package io.postledger.embedded.clickhouse;

/**
 * The engine's server settings for a small machine. Given as a file, because without one the engine would read any
 * {@code config.xml} in the working folder or the home. It has no logger: the engine's log quotes statements, and those
 * hold personal data.
 *
 * @param memoryMegabytes resident memory, the JVM's included, at which queries are refused (MEMORY_LIMIT_EXCEEDED)
 */
record EngineConfig(int memoryMegabytes) {

    /** Pools and caches for two cores and demo data; what they hold is read again from disk when it is needed. */
    String xml() {
        long bytes = memoryMegabytes * 1024L * 1024L;
        return """
                <clickhouse>
                    <max_server_memory_usage>%d</max_server_memory_usage>
                    <max_server_memory_usage_to_ram_ratio>1</max_server_memory_usage_to_ram_ratio>
                    <mark_cache_size>16777216</mark_cache_size>
                    <uncompressed_cache_size>0</uncompressed_cache_size>
                    <index_mark_cache_size>4194304</index_mark_cache_size>
                    <index_uncompressed_cache_size>0</index_uncompressed_cache_size>
                    <primary_index_cache_size>8388608</primary_index_cache_size>
                    <query_condition_cache_size>4194304</query_condition_cache_size>
                    <compiled_expression_cache_size>8388608</compiled_expression_cache_size>
                    <mmap_cache_size>64</mmap_cache_size>
                    <background_pool_size>2</background_pool_size>
                    <background_merges_mutations_concurrency_ratio>2</background_merges_mutations_concurrency_ratio>
                    <background_move_pool_size>1</background_move_pool_size>
                    <background_fetches_pool_size>1</background_fetches_pool_size>
                    <background_common_pool_size>2</background_common_pool_size>
                    <background_schedule_pool_size>4</background_schedule_pool_size>
                    <background_buffer_flush_schedule_pool_size>1</background_buffer_flush_schedule_pool_size>
                    <background_message_broker_schedule_pool_size>1</background_message_broker_schedule_pool_size>
                    <background_distributed_schedule_pool_size>1</background_distributed_schedule_pool_size>
                    <tables_loader_foreground_pool_size>2</tables_loader_foreground_pool_size>
                    <tables_loader_background_pool_size>2</tables_loader_background_pool_size>
                    <max_thread_pool_size>400</max_thread_pool_size>
                    <max_thread_pool_free_size>16</max_thread_pool_free_size>
                    <max_io_thread_pool_size>8</max_io_thread_pool_size>
                    <max_io_thread_pool_free_size>0</max_io_thread_pool_free_size>
                    <merge_tree>
                        <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
                        <number_of_free_entries_in_pool_to_lower_max_size_of_merge>1</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
                        <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
                    </merge_tree>
                </clickhouse>
                """.formatted(bytes);
    }
}
