namespace AudioIO.Viewer.Tests.Browser;

/// <summary>What is seen, by the colours on the canvas.</summary>
[Trait("Needs", "tools")]
public sealed class SightTests : BrowserTest
{
    [ToolsFact]
    public async Task A_chirp_is_found_at_its_pixels_at_every_zoom()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave()]);
        await Prepare(shown);
        foreach ((double start, double span) in new[] { (0.0, 10.0), (1.5, 3.0), (2.9, 0.2) })
        {
            await shown.Run(FormattableString.Invariant($"viewer.view.show({start * Rate}, {span * Rate})"));
            await shown.IsReady();
            foreach (double time in new[] { 2.25, 2.95, 3.05, 3.75 }.Where(time => time > start && time < start + span))
            {
                // A pixel of the overview is 8 ms, in which the chirp rises by 33 Hz; rows are 50 to 70 Hz.
                Assert.Equal(2000 + (4000 * (time - 2)), await shown.Number(FormattableString.Invariant($"loudest({time})")), 120.0);
            }
        }
        await shown.Run($"viewer.view.show(0, {10 * Rate})");
        await shown.IsReady();
        double chirp = await shown.Number("lightAt(3, 6000)");
        foreach ((double time, int hz) in new[] { (1.0, 6000), (5.0, 6000), (3.0, 12_000), (3.0, 1000), (9.0, 6000) })
            Assert.True(await shown.Number(FormattableString.Invariant($"lightAt({time}, {hz})")) < chirp / 2, $"{time} s, {hz} Hz");
        Assert.Empty(shown.Browser.Errors);
    }

    [ToolsFact]
    public async Task A_click_is_found_at_its_pixel_also_in_the_whole()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave("long.wav", 120)]);
        await Prepare(shown);
        foreach ((double start, double span, double beside) in new[] { (0.0, 120.0, 0.5), (5.0, 2.0, 0.05), (5.99, 0.04, 0.012) })
        {
            await shown.Run(FormattableString.Invariant($"viewer.view.show({start * Rate}, {span * Rate})"));
            await shown.IsReady();
            double click = await shown.Number("mean(6)");
            foreach (double time in new[] { 6 - beside, 6 + beside })
                Assert.True(await shown.Number(FormattableString.Invariant($"mean({time})")) < 0.7 * click, $"{span} s: {time} s is as light as the click");
        }
    }

    [ToolsFact]
    public async Task Texts_of_markers_do_not_lie_over_each_other_or_beyond_the_end()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave()]);
        await Prepare(shown);
        await shown.Run($$"""
            viewer.recording.markers = [1, 1.1, 1.2, 1.3, 1.4, 5, 9.9].map(time => ({ startFrame: time * {{Rate}}, frameCount: 0, text: `A marker at ${time} seconds` }));
            viewer.view.show(0, {{10 * Rate}}); viewer.overlay.draw();
            """);
        // The fifth has no room in four rows.
        Assert.Equal("1/0 1.1/1 1.2/2 1.3/3 5/0 9.9/0", (await shown.Run($"viewer.overlay.placed.texts.map(text => `${{text.marker.startFrame / {Rate}}}/${{text.row}}`).join(' ')"))!.GetValue<string>());
        Assert.True(await shown.Number("viewer.overlay.placed.texts.at(-1).left") < -4);
        Assert.Empty(shown.Browser.Errors);
    }

    [ToolsFact]
    public async Task Single_samples_are_drawn_at_their_heights()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave()], link: $"#from={(6 * Rate) - 20}&count=40");
        await Prepare(shown);
        await shown.Run("viewer.view.setGain(1)");
        await shown.IsReady();
        // The click of 0.9 is a dot at 95 % of the height, its neighbours at the middle.
        double y = await shown.Number("Math.round(pane('waveform').y + pane('waveform').height * 0.05)");
        double plot = await shown.Number("light('plot', xOf(5.9999), Math.round(pane('waveform').y + 3))");
        double dot = await shown.Number($"Math.max(...[-1, 0, 1].flatMap(dx => [-1, 0, 1].map(dy => light('plot', xOf(6) + dx, {y} + dy))))");
        double beside = await shown.Number(FormattableString.Invariant($"light('plot', xOf(6 + 4 / {Rate}), {y})"));
        Assert.True(dot > plot + 200, $"{dot} at the click, {plot} on the ground");
        Assert.Equal(plot, beside, 30.0);
    }

    [ToolsFact]
    public async Task Gaps_are_a_line_or_their_true_length_and_nothing_is_recorded_in_them()
    {
        string[] paths = [KnownWave("20240601_220000.wav"), KnownWave("20240601_220010.wav"), KnownWave("20240601_220040.wav")];
        await using ShownRecording shown = await ShownRecording.Open(paths);
        await Prepare(shown);
        Assert.Equal(30 * Rate, await shown.Number("viewer.axis.length"));
        Assert.Equal(2000 + (4000 * 0.5), await shown.Number("loudest(22.5)"), 200.0);
        await shown.Browser.Press("g", "KeyG");
        await shown.IsReady();
        Assert.Equal(50 * Rate, await shown.Number("viewer.axis.length"));
        Assert.Equal(2000 + (4000 * 0.5), await shown.Number("loudest(22.5)"), 200.0);
        // 30 s on the axis is in the middle of the gap: one colour from top to bottom.
        Assert.Equal(1, await shown.Number(
            "new Set(Array.from({length: 100}, (_, i) => light('overlay', Math.round(62 + viewer.view.x(30 * viewer.recording.rate)), pane('spectrogram').y + 30 + i))).size"));
        await shown.Browser.Mouse("mouseMoved", await shown.Number("62 + viewer.view.x(30 * viewer.recording.rate)"), 300);
        await shown.Browser.Until("document.getElementById('readout').textContent.includes('nothing was recorded')");
        await shown.Browser.Mouse("mouseMoved", await shown.Number("xOf(22.5)"), 300);
        await shown.Browser.Until("document.getElementById('readout').textContent.includes('2024-06-01 22:00:42.5') && document.getElementById('readout').textContent.includes('20240601_220040.wav')");
        Assert.Empty(shown.Browser.Errors);
    }

    [ToolsFact]
    public async Task Damage_is_hatched_where_it_is()
    {
        string path = Here.WriteFlac("damaged.flac", Rate, 1, 10 * Rate, Known, file =>
        {
            for (int i = 200; i < 250; i++) file.Frames[i][^3] ^= 0x40; // blocks of 1000 frames
        });
        await using ShownRecording shown = await ShownRecording.Open([path]);
        await Prepare(shown);
        await shown.Browser.Until("viewer.condition.damaged.length === 1");
        await shown.IsReady();
        Assert.Equal("[200000,50000]", (await shown.Run("viewer.condition.damaged[0]"))!.ToJsonString());
        const string Reddish = "Array.from({length: 60}, (_, i) => document.getElementById('overlay').getContext('2d').getImageData(xOf(SECONDS), pane('spectrogram').y + 40 + i, 1, 1).data).filter(d => d[3] > 20 && d[0] > 2 * d[2]).length";
        Assert.Equal(60, await shown.Number(Reddish.Replace("SECONDS", "4.6", StringComparison.Ordinal)));
        Assert.Equal(0, await shown.Number(Reddish.Replace("SECONDS", "4.0", StringComparison.Ordinal)));
        Assert.Equal(0, await shown.Number(Reddish.Replace("SECONDS", "5.4", StringComparison.Ordinal)));
        await shown.Browser.Until("document.getElementById('state').textContent.includes('1 damaged range')");
    }

    [ToolsFact]
    public async Task Light_and_dark_and_colour_maps_change_the_picture()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave()], scheme: "light");
        await Prepare(shown);
        Assert.True(await shown.Number("light('plot', 5, 200)") > 600);
        await shown.Browser.Press("t", "KeyT");
        await shown.IsReady();
        Assert.True(await shown.Number("light('plot', 5, 200)") < 120);
        Assert.True(await shown.Number("lightAt(1, 6000)") < await shown.Number("lightAt(3, 6000)"));
        await shown.Run("viewer.view.set({map: 'paper'})");
        await shown.IsReady();
        Assert.True(await shown.Number("lightAt(1, 6000)") > await shown.Number("lightAt(3, 6000)"));
    }
}
