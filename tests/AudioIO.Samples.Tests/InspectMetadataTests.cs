using System.Globalization;
using System.Text.Json;
using AudioIO.Samples.Inspect;
using AudioIO.Samples.Terminal;
using Snapshooter.Xunit;
using Spectre.Console;
using InspectProgram = AudioIO.Samples.Inspect.Program;

namespace AudioIO.Samples.Tests;

/// <summary>What Inspect prints of metadata, markers, start times and chunks.</summary>
public sealed class InspectMetadataTests : IDisposable
{
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Everything_that_a_file_says_beside_its_samples_is_printed()
    {
        Assert.Equal(0, Run(_here.Write("owls.wav", DescribedWave.Bytes), "--chunks"));

        Snapshot.Match(_here.Printed(_here.Output));
        Assert.DoesNotContain('\u001b', _here.Printed(_here.Output));
    }

    [Fact]
    public void Json_holds_the_same_as_a_tree()
    {
        Assert.Equal(0, Run(_here.Write("owls.wav", DescribedWave.Bytes), "--chunks", "--json"));

        using JsonDocument json = JsonDocument.Parse(_here.Output.ToString());
        JsonElement root = json.RootElement;
        JsonElement start = root.GetProperty("startTime");
        Assert.Equal("2012-03-29T03:58:01", start.GetProperty("local").GetString());
        Assert.Equal("04:00:00", start.GetProperty("utcOffset").GetString());
        Assert.Equal("GUANO", start.GetProperty("origin").GetString());
        Assert.Equal(80, root.GetProperty("gain").GetProperty("value").GetDouble());
        JsonElement[] sections = [.. root.GetProperty("metadata").EnumerateArray()];
        Assert.Equal(["BEXT", "GUANO", "INFO", "IXML", "SMPL"], sections.Select(NameOf).Order());
        JsonElement title = sections.Single(section => NameOf(section) == "INFO").GetProperty("entries")[0];
        Assert.Equal(
            ("INAM", "Title", "Nachtigall"),
            (title.GetProperty("key").GetString(), title.GetProperty("plainName").GetString(), title.GetProperty("text").GetString()));
        JsonElement tracks = sections.Single(section => NameOf(section) == "IXML").GetProperty("sections")[1];
        Assert.Equal(["TRACK1", "TRACK2"], tracks.GetProperty("sections").EnumerateArray().Select(NameOf));
        JsonElement call = root.GetProperty("markers").EnumerateArray().Single(marker => marker.GetProperty("text").GetString() == "call");
        Assert.Equal((1000, 500), (call.GetProperty("startFrame").GetInt64(), call.GetProperty("frameCount").GetInt64()));
        Assert.Equal(1000 / 48_000.0, call.GetProperty("startSeconds").GetDouble());
        JsonElement unknown = root.GetProperty("files")[0].GetProperty("chunks").EnumerateArray().Last();
        Assert.Equal(("levl", 3), (unknown.GetProperty("id").GetString(), unknown.GetProperty("length").GetInt64()));
        Assert.Equal([1, 2, 3], DescribedWave.Bytes[(int)unknown.GetProperty("position").GetInt64()..][..3]);
    }

    [Fact]
    public void Chunks_are_listed_on_request_only()
    {
        Assert.Equal(0, Run(_here.Write("owls.wav", DescribedWave.Bytes), "--json"));

        using JsonDocument json = JsonDocument.Parse(_here.Output.ToString());
        Assert.False(json.RootElement.GetProperty("files")[0].TryGetProperty("chunks", out _));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    public void Long_values_go_on_below_their_beginning(int width)
    {
        string path = _here.Write("owls.wav", DescribedWave.Bytes);
        using AudioLoader<double> data = AudioLoader.Open<double>(path);
        IAnsiConsole console = Screen.On(_here.Output);
        console.Profile.Width = width;

        TextReport.Write(RecordingReport.Of(new InspectOptions { Paths = [path] }, data), console);

        string[] lines = _here.Printed(_here.Output).Split('\n');
        Assert.All(lines, line => Assert.InRange(new StringInfo(line).LengthInTextElements, 0, width));
        int first = Array.FindIndex(lines, line => line.Contains("ISBJ", StringComparison.Ordinal));
        int column = lines[first].IndexOf("a long", StringComparison.Ordinal);
        Assert.True(column > 0);
        Assert.Equal(column, lines[first + 1].Length - lines[first + 1].TrimStart().Length);
        string whole = string.Join(' ', lines[first..].TakeWhile((line, i) => i == 0 || line.StartsWith("     ", StringComparison.Ordinal))
            .Select(line => line[column..].Trim()));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("a long story", 12)), whole);
    }

    [Fact]
    public void A_start_time_from_the_file_name_says_that_no_zone_is_named()
    {
        Assert.Equal(0, Run(_here.WriteWave("20201214_192255.wav", 8000, 1, 100, (_, _) => 0)));

        Assert.Matches(
            @"\nStart +2020-12-14 19:22:55, no zone named \(from the file name\) *\n", _here.Printed(_here.Output));
    }

    private int Run(params string[] args) => InspectProgram.Run(args, _here.Output, _here.Error);

    private static string NameOf(JsonElement section) => section.GetProperty("name").GetString()!;
}
