using System.Text.Json.Nodes;

namespace AudioIO.Viewer.Tests.Browser;

/// <summary>What is done with mouse and keys.</summary>
[Trait("Needs", "tools")]
public sealed class HandTests : BrowserTest
{
    private const int Shift = 8, Control = 2;

    [ToolsFact]
    public async Task The_wheel_zooms_around_the_mouse_and_dragging_moves_the_sound_with_it()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave()]);
        await Prepare(shown);
        double x = await shown.Number("xOf(3)"), y = await shown.Number("document.getElementById('stack').getBoundingClientRect().top + pane('spectrogram').y + 100");
        for (int i = 0; i < 4; i++) await shown.Browser.Mouse("mouseWheel", x, y, wheel: -200);
        await shown.Browser.Until($"viewer.view.span < {2 * Rate}");
        Assert.Equal(3 * Rate, await shown.Number($"viewer.view.at({x} - 62)"), Rate * 0.01);
        double start = await shown.Number("viewer.view.start"), pixel = await shown.Number("viewer.view.span / viewer.view.width");
        await shown.Browser.Drag(x, y, x - 120, y);
        await shown.IsReady();
        Assert.Equal(start + (120 * pixel), await shown.Number("viewer.view.start"), pixel);
        await shown.Browser.Mouse("mouseWheel", x, y, modifiers: Shift, wheel: -400);
        await shown.Browser.Until("viewer.view.high - viewer.view.low < 12000");
        Assert.Empty(shown.Browser.Errors);
    }

    [ToolsFact]
    public async Task Keys_move_zoom_and_help()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave()]);
        await shown.Browser.Press("+");
        await shown.Browser.Until($"viewer.view.span === {5 * Rate}");
        await shown.Browser.Press("End");
        await shown.Browser.Until($"viewer.view.start === {5 * Rate}");
        await shown.Browser.Press("ArrowLeft");
        await shown.Browser.Until($"viewer.view.start === {4.5 * Rate}");
        await shown.Browser.Press("Home");
        await shown.Browser.Press("ArrowRight", modifiers: Shift);
        await shown.Browser.Until($"viewer.view.start === {5 * Rate}");
        await shown.Browser.Press("0");
        await shown.Browser.Until($"viewer.view.span === {10 * Rate}");
        await shown.Browser.Press("?", modifiers: Shift);
        await shown.Browser.Until("document.getElementById('help').open");
        Assert.True(await shown.Number("document.querySelectorAll('#keys kbd').length") > 20);
        await shown.Browser.Press("Escape");
        await shown.Browser.Until("!document.getElementById('help').open");
    }

    [ToolsFact]
    public async Task A_click_in_the_overview_goes_there()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave("long.wav", 120)]);
        await Prepare(shown);
        await shown.Run($"viewer.view.show(0, {4 * Rate})");
        double x = await shown.Number($"62 + 60 / 120 * viewer.strip.width"), y = await shown.Number("document.getElementById('strip').getBoundingClientRect().top + 30");
        await shown.Browser.Click(x, y);
        await shown.IsReady();
        Assert.Equal(58 * Rate, await shown.Number("viewer.view.start"), Rate * 0.2);
    }

    [ToolsFact]
    public async Task A_label_that_is_drawn_and_named_is_in_the_file_and_there_again()
    {
        string wave = KnownWave(), file = Here.PathOf("known.selections.txt");
        Label drawn;
        await using (ShownRecording shown = await ShownRecording.Open([wave], file))
        {
            await Prepare(shown);
            double top = await shown.Number("document.getElementById('stack').getBoundingClientRect().top");
            double left = await shown.Number("xOf(2.5)"), right = await shown.Number("xOf(3.5)");
            double high = top + await shown.Number("yOf(8000)"), low = top + await shown.Number("yOf(4000)");
            await shown.Browser.Drag(left, high, right, low, modifiers: Shift);
            await shown.Browser.Until("document.activeElement.id === 'labelText'");
            await shown.Browser.Type("chirp ♪");
            await shown.Browser.Press("Enter", "Enter");
            await shown.Browser.Until("viewer.labels.current?.text === 'chirp ♪' && document.getElementById('labelFile').textContent.includes('known.selections.txt')");
            using var source = AudioLoader.Open(wave);
            drawn = Assert.Single(LabelFile.Read(file, source.Source).Labels);
            Assert.Equal("chirp ♪", drawn.Text);
            double pixel = await shown.Number("viewer.view.span / viewer.view.width");
            Assert.Equal(2.5 * Rate, drawn.StartFrame, pixel);
            Assert.Equal(1.0 * Rate, drawn.FrameCount, 2 * pixel);
            Assert.Equal(4000, drawn.LowFrequencyHz!.Value, 150.0);
            Assert.Equal(8000, drawn.HighFrequencyHz!.Value, 150.0);
        }
        await using (ShownRecording again = await ShownRecording.Open([wave], file))
        {
            await Prepare(again);
            JsonNode label = (await again.Run("viewer.labels.list[0]"))!;
            Assert.Equal(
                (drawn.StartFrame, drawn.FrameCount, drawn.LowFrequencyHz, drawn.HighFrequencyHz, drawn.Text),
                ((long)label["startFrame"]!, (long)label["frameCount"]!, (double?)label["lowHz"], (double?)label["highHz"], (string)label["text"]!));
            // Its edge is drawn where it is: opaque there, nothing in the middle.
            Assert.True(await again.Number("document.getElementById('overlay').getContext('2d').getImageData(xOf(2.5), yOf(6000), 1, 1).data[3]") > 100);
            double top = await again.Number("document.getElementById('stack').getBoundingClientRect().top");
            await again.Browser.Click(await again.Number("xOf(3)"), top + await again.Number("yOf(5000)"));
            await again.Browser.Until("viewer.labels.selected !== null");
            await again.Browser.Press("Delete", "Delete");
            await again.Browser.Until("viewer.labels.list.length === 0");
            await again.Browser.Press("z", "KeyZ", Control);
            await again.Browser.Until("viewer.labels.list.length === 1");
            using var source = AudioLoader.Open(wave);
            Assert.Equal(drawn, Assert.Single(LabelFile.Read(file, source.Source).Labels));
            Assert.Empty(again.Browser.Errors);
        }
    }

    [ToolsFact]
    public async Task Playback_begins_where_the_cursor_is_and_is_slow_where_it_is_asked()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave()]);
        await Prepare(shown);
        double y = await shown.Number("document.getElementById('stack').getBoundingClientRect().top + pane('spectrogram').y + 50");
        await shown.Browser.Click(await shown.Number("xOf(5)"), y);
        await shown.Browser.Until($"Math.abs(viewer.player.position - {5 * Rate}) < {Rate / 50}");
        await shown.Browser.Press("3", "Digit3");
        await shown.Browser.Press(" ", "Space");
        await shown.Browser.Until("viewer.player.isPlaying && document.getElementById('audio').currentTime > 0.3");
        double position = await shown.Number("viewer.player.position"), heard = await shown.Number("document.getElementById('audio').currentTime");
        Assert.Equal((5 * Rate) + (heard * Rate / 10), position, Rate * 0.05);
        await shown.Browser.Press(" ", "Space");
        await shown.Browser.Until("!viewer.player.isPlaying");
        Assert.Empty(shown.Browser.Errors);
    }

    [ToolsFact]
    public async Task An_address_leads_back_to_what_was_seen()
    {
        await using ShownRecording shown = await ShownRecording.Open([KnownWave()], link: "#from=96000&count=48000&band=1000-9000&fft=512&dblow=-90&dbhigh=-10&map=sea");
        Assert.Equal((96_000, 48_000), (await shown.Number("viewer.view.start"), await shown.Number("viewer.view.span")));
        Assert.Equal("""[1000,9000,512,-90,-10,"sea"]""", (await shown.Run(
            "[viewer.view.low, viewer.view.high, viewer.view.options.size, viewer.view.options.dbLow, viewer.view.options.dbHigh, viewer.view.options.map]"))!.ToJsonString());
        Assert.Equal("−90 −10 dB FS 512", (string)(await shown.Run(
            "['legendLow', 'legendHigh'].map(id => document.getElementById(id).textContent).join(' ') + ' ' + document.getElementById('size').value"))!);
        await shown.Browser.Press("+");
        await shown.Browser.Until("location.hash.includes('count=24000')");
        await shown.Run("location.hash = '#from=0&count=4800&fft=7&map=none&band=x&dblow=y'");
        await shown.Browser.Until("viewer.view.span === 4800 && viewer.view.options.size === 512 && viewer.view.options.map === 'sea'");
        Assert.Empty(shown.Browser.Errors);
    }
}
