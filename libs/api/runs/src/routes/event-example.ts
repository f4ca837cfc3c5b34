/** An event as it stands in a stream. */
export const EVENT_EXAMPLE = `event: table-completed
id: 5
data: {"run_id":7,"experiment":"ecommerce","seq":5,"at":"2026-01-01T09:00:01.000Z","type":"table-completed","table":"customers","phase":"generate","rows":100000,"elapsed_ms":140,"byte_length":2400000}

`;
