using System.Text.Json.Nodes;

namespace AudioIO.Viewer.Tests.Browser;

/// <summary>What a frame costs while what is there is moved: guarded by counts of what the page does, and told in milliseconds.</summary>
[Trait("Needs", "tools")]
public sealed class PanningTests : BrowserTest
{
    private const int Frames = 240;

    [ToolsTheory]
    [InlineData(10, 1)]
    [InlineData(10, 2)]
    [InlineData(0.02, 1)]
    public async Task Panning_over_what_is_there_moves_pictures_and_asks_for_nothing(double seconds, int channels)
    {
        string path = Here.WriteWave("long.wav", Rate, channels, 60 * Rate, Known);
        await using ShownRecording shown = await ShownRecording.Open([path], link: FormattableString.Invariant($"#from={20 * Rate}&count={seconds * Rate}"), width: 1920, height: 1080);
        // There and back once, so that all is there; then by two pixels a frame.
        JsonNode told = (await shown.Run($$"""
            (async () => {
              const next = () => new Promise(done => requestAnimationFrame(done));
              const isIdle = () => !viewer.spectrograms.store.loading.size && !viewer.waveforms.store.loading.size;
              const { view } = viewer, step = 2 * view.span / view.width;
              for (let i = 0; i < 2 * {{Frames}}; i++) { view.pan(i < {{Frames}} ? step : -step); await next(); if (i % 20 === 0) while (!isIdle()) await next(); }
              do await next(); while (!isIdle());
              const counts = {};
              const count = (on, name) => { const real = on[name]; counts[name] = 0; on[name] = function (...all) { counts[name]++; return real.apply(this, all); }; };
              for (const name of ['putImageData', 'drawImage', 'fill', 'stroke']) count(CanvasRenderingContext2D.prototype, name);
              counts.tiles = 0;
              const fetched = window.fetch;
              window.fetch = (url, ...rest) => { if (/spectrogram|waveform/.test(url)) counts.tiles++; return fetched(url, ...rest); };
              count(viewer.plots, 'draw');
              const painted = () => viewer.spectrograms.pictures.painted + viewer.waveforms.pictures.painted;
              const before = painted();
              let script = 0;
              const real = window.requestAnimationFrame;
              window.requestAnimationFrame = called => real(time => { const start = performance.now(); called(time); script += performance.now() - start; });
              const times = [performance.now()];
              for (let i = 0; i < {{Frames}}; i++) { view.pan(step); await next(); times.push(performance.now()); }
              window.requestAnimationFrame = real;
              const deltas = times.slice(1).map((t, i) => t - times[i]).sort((a, b) => a - b);
              return { ...counts, painted: painted() - before, script: script / {{Frames}}, median: deltas[{{Frames}} / 2], most: deltas[Math.floor(0.95 * {{Frames}})] };
            })()
            """))!;
        Console.WriteLine(FormattableString.Invariant(
            $"Panning over {seconds} s of {channels} channels at 1920 pixels: {Of("script"):0.00} ms of script a frame, {Of("median"):0.0} ms between frames, 95 % below {Of("most"):0.0} ms: {told.ToJsonString()}"));
        Assert.InRange(Of("draw"), Frames - 2, Frames + 2);
        Assert.Equal(0, Of("putImageData")); // no spectrogram is coloured anew
        Assert.Equal(0, Of("painted")); // no picture is drawn anew
        // Eight pictures of 256 pixels cover a plot, one more where two are cut, and the strip.
        Assert.InRange(Of("drawImage") / Of("draw"), 1, (9 * 2 * channels) + 9);
        Assert.Equal(0, Of("tiles")); // nothing is asked for
        Assert.Empty(shown.Browser.Errors);

        double Of(string name) => told[name]!.GetValue<double>();
    }
}
