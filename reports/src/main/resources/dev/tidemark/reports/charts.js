"use strict";
(function () {
  const root = document.documentElement;
  root.dataset.errors = "0";
  window.addEventListener("error", function () { root.dataset.errors = String(Number(root.dataset.errors) + 1); });

  const specs = JSON.parse(document.getElementById("chart-data").textContent).charts;
  const colour = function (name) { return getComputedStyle(root).getPropertyValue("--" + name).trim(); };
  const ratio = function () { return uPlot.pxRatio; };
  let charts = [];

  /* ---- numbers ---- */
  const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];
  function plain(value) {
    const size = Math.abs(value);
    const digits = size >= 100 || value === 0 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
    return value.toLocaleString("en", { maximumFractionDigits: digits });
  }
  function power(value) {
    let unit = 0;
    for (let size = Math.abs(value); size >= 1024 && unit < UNITS.length - 1; size /= 1024) unit++;
    return unit;
  }
  function show(unit, value) {
    if (unit === "By") { const p = power(value); return plain(value / Math.pow(1024, p)) + " " + UNITS[p]; }
    return plain(value) + (unit === "ms" ? " ms" : unit === "s" ? " s" : unit === "%" ? "%" : "");
  }
  function ticks(unit) {
    return function (u, splits) {
      const largest = Math.max.apply(null, splits.map(Math.abs));
      const wide = splits.length > 1 ? splits[1] - splits[0] : largest;
      let p = unit === "By" ? power(largest) : 0;
      if (p > 0 && wide / Math.pow(1024, p) < 0.25) p--;
      const step = wide / Math.pow(1024, p);
      let digits = 0;
      while (digits < 4 && Math.abs(step * Math.pow(10, digits) - Math.round(step * Math.pow(10, digits))) > 1e-6) digits++;
      return splits.map(function (value) {
        return (value / Math.pow(1024, p)).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }) +
          (unit === "By" ? " " + UNITS[p] : "");
      });
    };
  }
  function steps(unit) {
    const all = [];
    for (let p = unit === "By" ? 0 : -6; p < (unit === "By" ? 5 : 13); p++) {
      const base = unit === "By" ? Math.pow(1024, p) : Math.pow(10, p);
      (unit === "By" ? [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] : [1, 2, 5]).forEach(function (m) { all.push(m * base); });
    }
    return all;
  }
  function percentile(nines) {
    const share = 100 * (1 - Math.pow(10, -nines));
    return Number(share.toFixed(Math.max(0, Math.ceil(nines) - 2))) + "%";
  }

  /* ---- ranges: a flat series must look flat, so noise is never stretched over the whole height ---- */
  function range(spec) {
    let low = Infinity, high = -Infinity;
    function see(value) { if (value < low) low = value; if (value > high) high = value; }
    spec.series.forEach(function (one) {
      one.y.forEach(see);
      (one.low || []).forEach(see);
      (one.high || []).forEach(see);
      if (one.line) [one.line.y0, one.line.y1].forEach(function (y) { see(y - one.line.half); see(y + one.line.half); });
    });
    if (spec.zero) see(0);
    if (!(low <= high)) return [0, 1];
    if (high - low < spec.leastSpan) {
      const middle = (low + high) / 2;
      low = low >= 0 ? Math.max(0, middle - spec.leastSpan / 2) : middle - spec.leastSpan / 2;
      high = low + spec.leastSpan;
    }
    if (low > 0 && low < 0.4 * high) low = 0;
    if (spec.limit && spec.limit <= high * 1.6) high = Math.max(high, spec.limit);
    const air = (high - low || Math.abs(high) || 1) * 0.06;
    return [low === 0 ? 0 : low - air < 0 && low >= 0 ? 0 : low - air, high + air];
  }

  /* The whole width leaves room for the outer marks; a zoomed one is as it was chosen. */
  function across(spec, all, low, high) {
    if (low === null || low === undefined) return [0, 1];
    if (low !== all[0] || high !== all[all.length - 1]) return [low, high];
    low = Math.min(low, spec.xMin === undefined ? low : spec.xMin);
    high = Math.max(high, spec.xMax === undefined ? high : spec.xMax);
    const air = spec.series.some(function (one) { return one.marks; }) ? (high - low || 1) * (spec.x === "run" ? 0.05 : 0.015) : 0;
    return low === high ? [low - 0.5, high + 0.5] : [low - air, high + air];
  }

  /* ---- marks ---- */
  function marker(ctx, shape, x, y, r) {
    ctx.beginPath();
    if (shape === 1) ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    else if (shape === 2) { ctx.moveTo(x, y - r * 1.2); ctx.lineTo(x + r * 1.1, y + r * 0.9); ctx.lineTo(x - r * 1.1, y + r * 0.9); ctx.closePath(); }
    else if (shape === 3) { ctx.moveTo(x, y - r * 1.3); ctx.lineTo(x + r * 1.3, y); ctx.lineTo(x, y + r * 1.3); ctx.lineTo(x - r * 1.3, y); ctx.closePath(); }
    else ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fill();
  }
  /* Text with a rim of the background, so that it can be read on top of a line. */
  function write(ctx, text, x, y, ink) {
    ctx.setLineDash([]);
    ctx.lineJoin = "round"; ctx.lineWidth = 4 * ratio(); ctx.strokeStyle = colour("card"); ctx.strokeText(text, x, y);
    ctx.fillStyle = ink; ctx.fillText(text, x, y);
  }
  function clipped(u, work) {
    const ctx = u.ctx;
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    work(ctx, function (x) { return u.valToPos(x, "x", true); }, function (y) { return u.valToPos(y, "y", true); });
    ctx.restore();
  }
  function behind(spec) {
    return function (u) {
      clipped(u, function (ctx, px) {
        ctx.fillStyle = colour("shade");
        (spec.open || []).forEach(function (span) {
          ctx.fillRect(px(span[0]), u.bbox.top, Math.max(1, px(span[1]) - px(span[0])), u.bbox.height);
        });
      });
    };
  }
  function before(spec) {
    return function (u) {
      const dpr = ratio();
      clipped(u, function (ctx, px, py) {
        ctx.font = 12 * dpr + "px " + getComputedStyle(document.body).fontFamily;
        spec.series.forEach(function (one, at) {
          const paint = colour(one.colour);
          const line = one.line;
          if (line) {
            ctx.fillStyle = paint; ctx.globalAlpha = 0.16;
            ctx.beginPath();
            ctx.moveTo(px(line.x0), py(line.y0 - line.half)); ctx.lineTo(px(line.x1), py(line.y1 - line.half));
            ctx.lineTo(px(line.x1), py(line.y1 + line.half)); ctx.lineTo(px(line.x0), py(line.y0 + line.half));
            ctx.closePath(); ctx.fill(); ctx.globalAlpha = 1;
            ctx.strokeStyle = paint; ctx.lineWidth = 2 * dpr;
            ctx.beginPath(); ctx.moveTo(px(line.x0), py(line.y0)); ctx.lineTo(px(line.x1), py(line.y1)); ctx.stroke();
          }
          if (!one.marks) return;
          one.x.forEach(function (x, i) {
            const tone = one.tones ? colour(one.tones[i]) : paint;
            ctx.fillStyle = tone;
            if (one.low && Math.abs(py(one.low[i]) - py(one.high[i])) > 8 * dpr) {
              ctx.strokeStyle = tone; ctx.lineWidth = 2 * dpr;
              ctx.beginPath(); ctx.moveTo(px(x), py(one.low[i])); ctx.lineTo(px(x), py(one.high[i])); ctx.stroke();
              [one.low[i], one.high[i]].forEach(function (end) { ctx.beginPath(); ctx.moveTo(px(x) - 4 * dpr, py(end)); ctx.lineTo(px(x) + 4 * dpr, py(end)); ctx.stroke(); });
            }
            marker(ctx, one.shapes ? one.shapes[i] : at % 4, px(x), py(one.y[i]), (spec.small ? 2.5 : 4) * dpr);
          });
        });
        if (spec.limit) {
          ctx.strokeStyle = colour("ink"); ctx.lineWidth = 1.5 * dpr; ctx.setLineDash([6 * dpr, 4 * dpr]);
          ctx.beginPath(); ctx.moveTo(u.bbox.left, py(spec.limit)); ctx.lineTo(u.bbox.left + u.bbox.width, py(spec.limit)); ctx.stroke();
          ctx.textAlign = "left"; ctx.textBaseline = "top";
          write(ctx, "limit " + show(spec.unit, spec.limit), u.bbox.left + 6 * dpr, py(spec.limit) + 4 * dpr, colour("ink"));
        }
        ctx.strokeStyle = colour("mark"); ctx.lineWidth = dpr;
        (spec.gc || []).forEach(function (x) {
          const foot = u.bbox.top + u.bbox.height;
          ctx.beginPath(); ctx.moveTo(px(x), foot); ctx.lineTo(px(x), foot - 7 * dpr); ctx.stroke();
        });
        (spec.moments || []).forEach(function (moment, i) {
          ctx.strokeStyle = colour("ink"); ctx.lineWidth = dpr; ctx.setLineDash([2 * dpr, 3 * dpr]);
          ctx.beginPath(); ctx.moveTo(px(moment.x), u.bbox.top); ctx.lineTo(px(moment.x), u.bbox.top + u.bbox.height); ctx.stroke();
          ctx.textBaseline = "top";
          const right = px(moment.x) > u.bbox.left + u.bbox.width / 2;
          ctx.textAlign = right ? "right" : "left";
          write(ctx, moment.text, px(moment.x) + (right ? -5 : 5) * dpr, u.bbox.top + (20 + 16 * (i % 3)) * dpr, colour("ink"));
        });
        if (spec.direct) {
          const taken = [];
          spec.series.forEach(function (one) {
            if (!one.x.length) return;
            const last = one.x.length - 1;
            ctx.font = "600 " + 13 * dpr + "px " + getComputedStyle(document.body).fontFamily;
            ctx.textBaseline = "bottom";
            const beside = px(one.x[last]) + ctx.measureText(one.label || one.name).width + 18 * dpr < u.bbox.left + u.bbox.width;
            if (beside) {
              const level = py(one.y[last]);
              ctx.textAlign = "left"; ctx.textBaseline = "middle";
              taken.push(level + 8 * dpr);
              write(ctx, one.label || one.name, px(one.x[last]) + 10 * dpr, Math.max(level, u.bbox.top + 10 * dpr), colour(one.colour));
              return;
            }
            const room = px(one.x[last]) - u.bbox.left > ctx.measureText(one.label || one.name).width + 8 * dpr;
            ctx.textAlign = room ? "right" : "left";
            let y = py(one.y[last]) - 9 * dpr;
            if (y < u.bbox.top + 16 * dpr) y = py(one.y[last]) + 24 * dpr;
            while (taken.some(function (other) { return Math.abs(other - y) < 16 * dpr; })) y += 16 * dpr;
            taken.push(y);
            write(ctx, one.label || one.name, room ? px(one.x[last]) - 2 * dpr : u.bbox.left + 6 * dpr, y, colour(one.colour));
          });
        }
      });
    };
  }

  /* ---- one chart ---- */
  function build(spec) {
    const box = document.getElementById(spec.id);
    const readout = document.getElementById(spec.id + "-readout");
    const data = uPlot.join(spec.series.map(function (one) { return [one.x, one.y]; }));
    const narrow = box.clientWidth < 480;
    const xName = function (value) { return spec.x === "percentile" ? percentile(value) : spec.x === "run" ? spec.runs[Math.round(value)] || "" : show(spec.x, value); };
    const axis = { stroke: colour("soft"), grid: { stroke: colour("grid"), width: 1 }, ticks: { stroke: colour("line"), width: 1, size: 4 }, font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif" };
    const xAxis = Object.assign({}, axis, { label: spec.small ? undefined : spec.xLabel, labelSize: spec.small ? 0 : 20, size: 30, space: narrow ? 60 : 80 });
    if (spec.x === "percentile") {
      xAxis.splits = function (u) { const out = [Math.log10(2)]; for (let n = 1; n <= u.scales.x.max + 0.01; n++) out.push(n); return out; };
      xAxis.values = function (u, splits) { return splits.map(percentile); };
    } else if (spec.x === "run") {
      xAxis.incrs = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
      xAxis.values = function (u, splits) { return splits.map(function (v) { return Number.isInteger(v) ? spec.runs[v] || "" : ""; }); };
    } else {
      xAxis.incrs = steps("count");
      xAxis.values = ticks("count");
    }
    const unit = spec.unit;
    const plot = new uPlot({
      width: Math.max(200, box.clientWidth), height: spec.small ? 130 : narrow ? Math.min(300, spec.height) : spec.height,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: !spec.small, y: false }, points: { size: 7 }, y: false },
      scales: { x: { time: false, range: function (u, low, high) { return across(spec, u.data[0], low, high); } }, y: { range: function () { return range(spec); } } },
      axes: [xAxis, Object.assign({}, axis, { incrs: steps(unit), values: ticks(unit), size: unit === "By" || spec.aligned ? 78 : 56, space: spec.small ? 34 : 44 })],
      series: [{}].concat(spec.series.map(function (one) {
        return { label: one.name, stroke: colour(one.colour), width: 1.5, spanGaps: true, points: { show: false }, paths: one.marks ? function () { return null; } : undefined };
      })),
      hooks: {
        drawClear: [behind(spec)],
        draw: [before(spec)],
        setCursor: [function (u) {
          if (!readout) return;
          const at = u.cursor.idx;
          if (at === null || at === undefined || u.cursor.left < 0) { readout.textContent = readout.dataset.idle; return; }
          const parts = spec.series.map(function (one, i) {
            let nearest = at;
            for (let d = 0; d < 200 && (u.data[i + 1][nearest] === null || u.data[i + 1][nearest] === undefined); d++) {
              nearest = at + (d % 2 ? (d + 1) / 2 : -(d / 2 + 1));
            }
            const value = u.data[i + 1][nearest];
            return value === null || value === undefined ? null : (spec.series.length > 1 ? one.name + " " : "") + show(unit, value);
          }).filter(Boolean);
          readout.textContent = xName(u.data[0][at]) + (spec.x === "count" ? " requests" : "") + ": " + parts.join(", ");
        }]
      }
    }, data, box);
    return { spec: spec, box: box, plot: plot };
  }
  function draw() {
    charts.forEach(function (chart) { chart.plot.destroy(); });
    charts = specs.map(build);
    root.dataset.charts = String(charts.length);
  }
  function fit() {
    charts.forEach(function (chart) {
      const width = Math.max(200, chart.box.clientWidth);
      if (width !== chart.plot.width) chart.plot.setSize({ width: width, height: chart.plot.height });
    });
  }
  /* A printed page is light and narrow, whatever the screen is. */
  function paper(on) {
    if (on) root.dataset.theme = "light"; else delete root.dataset.theme;
    document.querySelector("main").classList.toggle("paper", on);
    draw();
  }
  draw();
  new ResizeObserver(fit).observe(document.body);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  window.addEventListener("beforeprint", function () { paper(true); });
  window.addEventListener("afterprint", function () { paper(false); });
})();
