using System.Text.Json.Nodes;

namespace AudioIO.Viewer.Tests;

/// <summary>What the page is told of a recording.</summary>
public sealed class DescriptionTests : ViewerTest
{
    [Fact]
    public async Task Files_gaps_and_clocks_are_told()
    {
        string[] paths = [.. new[] { "20240601_220000.wav", "20240601_220002.wav", "20240601_221000.wav" }.Select(name => Here.WriteWave(name, 8000, 1, 16_000, (_, _) => 0))];
        Start(paths);
        JsonNode recording = await Json("recording");
        Assert.Equal(48_000, (int)recording["frames"]!);
        Assert.Equal([0, 16_000, 32_000], recording["files"]!.AsArray().Select(file => (int)file!["startFrame"]!));
        Assert.Equal("2024-06-01T22:10:00.000", (string)recording["files"]![2]!["clock"]!);
        Assert.Equal([0, 32_000], recording["stretches"]!.AsArray().Select(stretch => (int)stretch!["startFrame"]!));
        Assert.Equal(596, (double)recording["stretches"]![1]!["gapSeconds"]!, 1e-6);
        Assert.DoesNotContain(Path.GetDirectoryName(paths[0])!, recording.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_becomes_known_when_it_is_read()
    {
        Start(Here.WriteFlac("damaged.flac", 8000, 1, 16_000, ToneAt, file => file.Frames[5][^3] ^= 0x40));
        await Bytes("waveform?step=16&index=0");
        JsonNode condition = await Json("condition");
        Assert.Equal([5000, 1000], condition["damaged"]![0]!.AsArray().Select(number => (int)number!));
        Assert.NotEmpty(condition["diagnostics"]!.AsArray());
    }

    [Fact]
    public void The_program_says_where_it_is_and_who_can_open_it()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Equal(0, Samples.Viewer.Program.Run([Tone(), "--cache", Here.PathOf("cache")], Here.Output, Here.Error, stop.Token));
        Assert.Matches(@"\Atone\.wav: http://127\.0\.0\.1:\d+/[0-9a-f]{32}/\nOnly this computer ", Here.Printed(Here.Output));
        Assert.Equal(1, Samples.Viewer.Program.Run([Here.PathOf("gone.wav")], Here.Output, Here.Error, stop.Token));
        Assert.Matches(@"\AError: [^\n]+\n\z", Here.Printed(Here.Error));
    }

    [Fact]
    public void A_port_that_is_taken_is_one_line()
    {
        string path = Tone();
        Start(path);
        int code = Samples.Viewer.Program.Run([path, "--port", $"{Server.Port}", "--cache", Here.PathOf("cache")], Here.Output, Here.Error, CancellationToken.None);
        Assert.Equal(1, code);
        Assert.Matches(@"\AError: [^\n]+\n\z", Here.Printed(Here.Error));
    }
}
