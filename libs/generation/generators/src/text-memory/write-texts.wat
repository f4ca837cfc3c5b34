;; Texts of a batch of rows, from parts that stand as cells in this memory; `write-texts.oracle.ts` says the same in TypeScript.
;; Numbers are unsigned words of 32 bits, little-endian. `text-memory.ts` and `form-table.ts` lay this out:
;;   cell  byte length, UTF-8; reads and writes go up to 16 bytes beyond it
;;   part  0: address of cells, 4: bytes from cell to cell, 8: how many, 12 and 16: key of the draw, 20: address of codes
;;   form  0: address of its first part, 4: address behind its last, 8: place, which counts its rows
(module
  (memory (export "memory") 16)

  ;; Writes texts end to end from $out on and where each begins, counted from $base, to $offsets; answers where the last ends.
  ;; $formOf is 0 where all rows have the first form. A part is drawn by `hash32` of its row, or has its code at the form's place.
  (func (export "write")
    (param $forms i32) (param $formOf i32) (param $rows i32) (param $count i32) (param $out i32) (param $offsets i32) (param $base i32)
    (result i32)
    (local $to i32) (local $row i32) (local $form i32) (local $part i32) (local $parts i32) (local $place i32)
    (local $h i32) (local $cell i32) (local $from i32) (local $at i32) (local $length i32) (local $end i32)
    (local.set $to (local.get $out))
    ;; Offsets count from $base, addresses from $out.
    (local.set $base (i32.sub (local.get $base) (local.get $out)))
    (local.set $end (i32.add (local.get $rows) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $nextRow
        (i32.store (local.get $offsets) (i32.add (local.get $to) (local.get $base)))
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $row (i32.load (local.get $rows)))
        (local.set $form (local.get $forms))
        (if (local.get $formOf)
          (then
            (local.set $form (i32.add (local.get $forms) (i32.mul (i32.load (local.get $formOf)) (i32.const 12))))
            (local.set $formOf (i32.add (local.get $formOf) (i32.const 4)))))
        (local.set $place (i32.load offset=8 (local.get $form)))
        (i32.store offset=8 (local.get $form) (i32.add (local.get $place) (i32.const 1)))
        (local.set $part (i32.load (local.get $form)))
        (local.set $parts (i32.load offset=4 (local.get $form)))

        (loop $nextPart
          (if (i32.load offset=20 (local.get $part))
            (then (local.set $h (i32.load (i32.add (i32.load offset=20 (local.get $part)) (i32.shl (local.get $place) (i32.const 2))))))
            (else
              (local.set $h (i32.xor (local.get $row) (i32.load offset=12 (local.get $part))))
              (local.set $h (i32.mul (i32.xor (local.get $h) (i32.shr_u (local.get $h) (i32.const 16))) (i32.const 0x21f0aaad)))
              (local.set $h (i32.mul (i32.xor (local.get $h) (i32.shr_u (local.get $h) (i32.const 15))) (i32.const 0x735a2d97)))
              (local.set $h (i32.xor (local.get $h) (i32.shr_u (local.get $h) (i32.const 15))))
              (local.set $h (i32.add (i32.add (local.get $h) (i32.load offset=16 (local.get $part))) (i32.mul (local.get $row) (i32.const 0x9e3779b9))))
              (local.set $h (i32.mul (i32.xor (local.get $h) (i32.shr_u (local.get $h) (i32.const 16))) (i32.const 0x85ebca6b)))
              (local.set $h (i32.mul (i32.xor (local.get $h) (i32.shr_u (local.get $h) (i32.const 13))) (i32.const 0xc2b2ae35)))
              (local.set $h (i32.xor (local.get $h) (i32.shr_u (local.get $h) (i32.const 16))))
              ;; The draw times the number of cells, divided by 2^32.
              (local.set $h (i32.wrap_i64 (i64.shr_u
                (i64.mul (i64.extend_i32_u (local.get $h)) (i64.extend_i32_u (i32.load offset=8 (local.get $part))))
                (i64.const 32))))))
          (local.set $cell (i32.add (i32.load (local.get $part)) (i32.mul (local.get $h) (i32.load offset=4 (local.get $part)))))
          (local.set $length (i32.load (local.get $cell)))

          ;; Sixteen bytes at a time, most parts at once: what is too much is overwritten by the next part.
          (local.set $from (local.get $cell))
          (local.set $at (local.get $to))
          (local.set $to (i32.add (local.get $to) (local.get $length)))
          (loop $copy
            (i64.store align=1 (local.get $at) (i64.load offset=4 align=4 (local.get $from)))
            (i64.store offset=8 align=1 (local.get $at) (i64.load offset=12 align=4 (local.get $from)))
            (local.set $from (i32.add (local.get $from) (i32.const 16)))
            (br_if $copy (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $to))))
          (br_if $nextPart (i32.lt_u (local.tee $part (i32.add (local.get $part) (i32.const 24))) (local.get $parts))))

        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (local.set $offsets (i32.add (local.get $offsets) (i32.const 4)))
        (br $nextRow)))
    (i32.add (local.get $to) (local.get $base)))

  ;; Makes $count cells, one after another: each of $lengths' texts from $text on, with $before before it and $after behind it.
  (func (export "pad")
    (param $cell i32) (param $cellBytes i32) (param $count i32) (param $text i32) (param $lengths i32)
    (param $before i32) (param $beforeBytes i32) (param $after i32) (param $afterBytes i32)
    (local $to i32) (local $length i32)
    (block $done
      (loop $nextCell
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $length (i32.load (local.get $lengths)))
        (i32.store (local.get $cell) (i32.add (i32.add (local.get $beforeBytes) (local.get $length)) (local.get $afterBytes)))
        (local.set $to (i32.add (local.get $cell) (i32.const 4)))
        (call $copy (local.get $to) (local.get $before) (local.get $beforeBytes))
        (local.set $to (i32.add (local.get $to) (local.get $beforeBytes)))
        (call $copy (local.get $to) (local.get $text) (local.get $length))
        (call $copy (i32.add (local.get $to) (local.get $length)) (local.get $after) (local.get $afterBytes))
        (local.set $text (i32.add (local.get $text) (local.get $length)))
        (local.set $lengths (i32.add (local.get $lengths) (i32.const 4)))
        (local.set $cell (i32.add (local.get $cell) (local.get $cellBytes)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $nextCell))))

  (func $copy (param $to i32) (param $from i32) (param $length i32)
    (local $at i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $length)))
        (i64.store align=1 (i32.add (local.get $to) (local.get $at)) (i64.load align=1 (i32.add (local.get $from) (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $next)))))
