using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AudioIO.Viewer.Tests;

/// <summary>Labels that come, change and go, and the file that has them.</summary>
public sealed class LabelTests : ViewerTest
{
    [Theory]
    [InlineData("night.selections.txt")]
    [InlineData("night.csv")]
    [InlineData("night.txt")]
    public async Task A_label_that_is_drawn_is_in_the_file_to_the_frame(string name)
    {
        string path = Here.PathOf(name);
        Start(Tone(), path);
        int id = await Add(new { startFrame = 4001, frameCount = 777, lowHz = 1000.5, highHz = 2000.25, text = "owl" });
        LabelFile file = LabelFile.Read(path, Source);
        Assert.Equal(
            new Label { StartFrame = 4001, FrameCount = 777, LowFrequencyHz = 1000.5, HighFrequencyHz = 2000.25, Text = "owl" }, Assert.Single(file.Labels));

        using HttpResponseMessage changed = await Http.PutAsJsonAsync($"labels/{id}", new { startFrame = 5, frameCount = 0, text = "fox" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(new Label { StartFrame = 5, Text = "fox" }, Assert.Single(LabelFile.Read(path, Source).Labels));

        using HttpResponseMessage removed = await Http.DeleteAsync(new Uri($"labels/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Empty(LabelFile.Read(path, Source).Labels);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.DeleteAsync(new Uri($"labels/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.PutAsJsonAsync($"labels/{id}", new { startFrame = 5 })).StatusCode);
    }

    [Fact]
    public async Task A_table_keeps_its_format_and_the_columns_that_nobody_sees()
    {
        string path = Here.Write("table.txt", "Selection\tBegin Time (s)\tEnd Time (s)\tAnnotation\tPeak Freq (Hz)\n1\t0.5\t0.75\towl\t812.5\n"u8.ToArray());
        Start(Tone(), path);
        JsonNode label = (await Json("labels"))["labels"]![0]!;
        Assert.Equal((4000, 2000, "owl"), ((int)label["startFrame"]!, (int)label["frameCount"]!, (string)label["text"]!));
        await Http.PutAsJsonAsync($"labels/{label["id"]}", new { startFrame = 4100, frameCount = 2000, text = "tawny owl" });
        LabelFile file = LabelFile.Read(path, Source);
        Assert.Equal(LabelFormat.Raven, file.Format);
        Assert.Equal((4100, "tawny owl", new LabelColumn("Peak Freq (Hz)", "812.5")), (file.Labels[0].StartFrame, file.Labels[0].Text, file.Labels[0].Columns[0]));
    }

    [Fact]
    public async Task A_file_that_another_program_has_changed_is_not_overwritten()
    {
        string path = Here.PathOf("night.csv");
        Start(Tone(), path);
        await Add(new { startFrame = 1 });
        await File.AppendAllTextAsync(path, "2,0,,,,,,theirs,\n");
        string theirs = await File.ReadAllTextAsync(path);
        using HttpResponseMessage answer = await Http.PostAsJsonAsync("labels", new { startFrame = 3 });
        Assert.Contains("changed by another program", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(theirs, await File.ReadAllTextAsync(path));
        Assert.Equal(2, (await Json("labels"))["labels"]!.AsArray().Count);
    }

    [Fact]
    public async Task Without_a_file_labels_are_kept_and_can_be_had_in_every_format()
    {
        Start(Tone());
        await Add(new { startFrame = 4000, frameCount = 8, channel = 1, text = "owl" });
        Assert.Null((await Json("labels"))["file"]);
        foreach ((string name, LabelFormat format) in new[] { ("labels.csv", LabelFormat.Csv), ("labels.txt", LabelFormat.Audacity), ("labels.selections.txt", LabelFormat.Raven) })
        {
            LabelFile file = LabelFile.Read(new StringReader(await Http.GetStringAsync(new Uri(name, UriKind.Relative))), Source);
            Assert.Equal((format, 4000, "owl"), (file.Format, file.Labels[0].StartFrame, file.Labels[0].Text));
        }
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Here.PathOf("x"))!));
    }

    [Theory]
    [InlineData("""{"startFrame":-1}""")]
    [InlineData("""{"startFrame":12001}""")]
    [InlineData("""{"startFrame":1,"frameCount":12000}""")]
    [InlineData("""{"startFrame":1,"frameCount":9223372036854775807}""")]
    [InlineData("""{"startFrame":1,"channel":2}""")]
    [InlineData("""{"startFrame":1,"lowHz":-1}""")]
    [InlineData("""{"startFrame":1,"lowHz":2,"highHz":1}""")]
    [InlineData("""{"startFrame":1.5}""")]
    [InlineData("""{"startFrame":"1"}x""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task What_is_no_label_of_the_recording_is_refused(string json)
    {
        Start(Tone());
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await Http.PostAsync(new Uri("labels", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty((await Json("labels"))["labels"]!.AsArray());
    }

    [Fact]
    public async Task Labels_that_cannot_be_read_stop_the_start_with_their_line()
    {
        string path = Here.Write("bad.csv", "start_frame,text\nx,owl\n"u8.ToArray());
        var fault = await Assert.ThrowsAsync<AudioFormatException>(() => Task.Run(() => Start(Tone(), path)));
        Assert.Contains("line 2", fault.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await File.ReadAllBytesAsync(path)).AsSpan().Count((byte)'t'));
    }

    private async Task<int> Add(object label)
    {
        using HttpResponseMessage answer = await Http.PostAsJsonAsync("labels", label);
        JsonNode told = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Null(told["fault"]);
        return (int)told["id"]!;
    }
}
