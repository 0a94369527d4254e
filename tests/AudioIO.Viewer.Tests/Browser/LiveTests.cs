namespace AudioIO.Viewer.Tests.Browser;

/// <summary>What comes while one looks: a recorder's sound, other channels, a picture that was kept.</summary>
[Trait("Needs", "tools")]
public sealed class LiveTests : BrowserTest
{
    [ToolsFact]
    public async Task What_a_recorder_writes_comes_into_view()
    {
        using var recorder = new WaveWriter(Here.PathOf("live.wav"), Rate, 1, WaveEncoding.Pcm16);
        Record(recorder, 0, 2);
        await using ShownRecording shown = await ShownRecording.Open([Here.PathOf("live.wav")]);
        await Prepare(shown);
        Assert.True((bool)(await shown.Run("document.getElementById('live').hidden"))!);
        // All of it stays all of it.
        Record(recorder, 2, 4);
        await shown.Browser.Until($"viewer.view.span === {4 * Rate} && !document.getElementById('live').hidden");
        await shown.IsReady();
        Assert.Equal(2000 + (4000 * 0.5), await shown.Number("loudest(2.5)"), 150.0);
        Assert.Contains("4 s", (string)(await shown.Run("document.getElementById('facts').textContent"))!, StringComparison.Ordinal);
        // The end stays the end, at the same zoom.
        await shown.Run($"viewer.view.show({3 * Rate}, {Rate})");
        Record(recorder, 4, 7);
        await shown.Browser.Until($"viewer.view.start === {6 * Rate} && viewer.view.span === {Rate}");
        await shown.IsReady();
        Assert.True(await shown.Number("mean(6)") > await shown.Number("mean(6.5)"));
        // What one looks at elsewhere stays where it is.
        await shown.Run($"viewer.view.show({2 * Rate}, {Rate})");
        Record(recorder, 7, 8);
        await shown.Browser.Until($"viewer.axis.length === {8 * Rate}");
        Assert.Equal(2 * Rate, await shown.Number("viewer.view.start"));
        Assert.Empty(shown.Browser.Errors);
    }

    [ToolsFact]
    public async Task What_was_under_way_while_the_recording_grew_is_asked_for_anew()
    {
        using var recorder = new WaveWriter(Here.PathOf("live.wav"), Rate, 1, WaveEncoding.Pcm16);
        Record(recorder, 0, 2);
        await using ShownRecording shown = await ShownRecording.Open([Here.PathOf("live.wav")]);
        await Prepare(shown);
        // Answers about the shorter recording come late.
        await shown.Run("""
            const real = window.fetch, gate = new Promise(open => window.release = open);
            window.held = 0;
            window.fetch = async (url, options) => {
              const answer = await real(url, options);
              if (/spectrogram/.test(url) && viewer.recording.frames === 96000) { held++; await gate; }
              return answer;
            };
            """);
        await shown.Run(FormattableString.Invariant($"viewer.view.show({1.7 * Rate}, {0.25 * Rate})"));
        await shown.Browser.Until("held > 0 && held === viewer.spectrograms.store.loading.size");
        Record(recorder, 2, 4);
        await shown.Browser.Until($"viewer.axis.length === {4 * Rate}");
        await shown.Run("release()");
        await shown.IsReady();
        // The same zoom: of the same tiles.
        await shown.Run(FormattableString.Invariant($"viewer.view.show({1.9 * Rate}, {0.25 * Rate})"));
        await shown.IsReady();
        Assert.Equal(2000 + (4000 * 0.03), await shown.Number("loudest(2.03)"), 150.0);
        Assert.Empty(shown.Browser.Errors);
    }

    [ToolsFact]
    public async Task The_channel_that_was_pointed_to_is_heard()
    {
        await using ShownRecording shown = await ShownRecording.Open([Here.WriteWave("four.wav", Rate, 4, 2 * Rate, Known)]);
        await Prepare(shown);
        Assert.Equal("[0]", (await shown.Run("viewer.player.channels"))!.ToJsonString());
        double x = await shown.Number("xOf(1)"), top = await shown.Number("document.getElementById('stack').getBoundingClientRect().top");
        await shown.Browser.Click(x, top + await shown.Number("viewer.plots.panes.find(pane => pane.channel === 2).y + 20"));
        await shown.Browser.Until("document.getElementById('heard').value === '2'");
        await shown.Browser.Press(" ", "Space");
        await shown.Browser.Until("viewer.player.isPlaying && document.getElementById('audio').src.endsWith('&channel=2')");
        // Another one while it plays goes on from where it is.
        await shown.Run("(select => { select.value = '2,3'; select.dispatchEvent(new Event('change')); })(document.getElementById('heard'))");
        await shown.Browser.Until("document.getElementById('audio').src.endsWith('&channel=2&channel=3')");
        Assert.True(await shown.Number("viewer.player.start") >= Rate * 0.99);
        await shown.Browser.Press("c", "KeyC");
        await shown.Browser.Until("document.getElementById('heard').value === '0'");
        Assert.Empty(shown.Browser.Errors);
    }

    [ToolsFact]
    public async Task The_second_time_the_whole_is_there_at_once()
    {
        string path = Here.WriteWave("hours.wav", 1000, 1, 1 << 24, (frame, _) => ((frame * 7919L % 20011) / 20011.0) - 0.5);
        string cache = Here.PathOf("cache");
        await using (ShownRecording first = await ShownRecording.Open([path], link: "#fft=128", cache: cache, width: 500))
        {
            // What the page knows of it may be from before it asked for spectra.
            await first.Run("(async () => { while ((await (await fetch('condition')).json()).filledSpectra < 1) await new Promise(done => requestAnimationFrame(done)); })()");
        }
        await using ShownRecording again = await ShownRecording.Open([path], link: "#fft=128", cache: cache, width: 500);
        Assert.True(await again.Number("viewer.spectrograms.step") >= 512 * 64);
        // No tile was asked for twice: the first answer was the whole.
        Assert.Equal(await again.Number("new Set(performance.getEntriesByType('resource').filter(e => e.name.includes('spectrogram?')).map(e => e.name.replace(/quality.*/, ''))).size"),
            await again.Number("performance.getEntriesByType('resource').filter(e => e.name.includes('spectrogram?')).length"));
    }

    [ToolsFact]
    public async Task Colours_follow_a_recording_that_begins_silent_until_somebody_sets_them()
    {
        using var recorder = new WaveWriter(Here.PathOf("live.wav"), Rate, 1, WaveEncoding.Pcm16);
        Record(recorder, 0, 2); // nothing but hiss
        await using ShownRecording shown = await ShownRecording.Open([Here.PathOf("live.wav")]);
        await shown.Browser.Until("viewer.levels.fitted");
        double silent = await shown.Number("viewer.view.options.dbHigh");
        Record(recorder, 2, 4);
        await shown.Browser.Until($"viewer.axis.length === {4 * Rate} && viewer.view.options.dbHigh >= {silent + 20}");
        // By hand.
        await shown.Run("viewer.view.set({ dbLow: -140, dbHigh: -90 })");
        Record(recorder, 2, 4);
        await shown.Browser.Until($"viewer.axis.length === {6 * Rate} && !viewer.levels.hasGrown");
        await shown.IsReady();
        Assert.Equal(-90, await shown.Number("viewer.view.options.dbHigh"));
        Assert.Empty(shown.Browser.Errors);
    }

    private static void Record(WaveWriter recorder, int from, int to)
    {
        recorder.Write([.. Enumerable.Range(from * Rate, (to - from) * Rate).Select(frame => (float)Known(frame, 0))]);
        recorder.Flush();
    }
}
