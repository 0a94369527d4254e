using AudioIO.Tests.Joining;

namespace AudioIO.Tests.Labels;

/// <summary>Selection tables as Raven writes them, over two files of one second at 8 kHz.</summary>
public sealed class RavenTableTests : IDisposable
{
    private readonly ConcatenatedSource _source = new MemoryFiles().Add("a.wav", Waves.Int16(new short[8000]))
        .Add("b.wav", Waves.Int16(new short[8000])).OpenAll();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void A_table_is_written_with_both_times()
    {
        var text = new StringWriter();
        LabelFile.Write(
            text,
            [new() { StartFrame = 8001, FrameCount = 799, Channel = 0, LowFrequencyHz = 1000, HighFrequencyHz = 2000.5, Text = "owl", Score = 0.9, Columns = [new("Note", "x")] }],
            _source,
            LabelFormat.Raven);
        Assert.Equal(
            """
            Selection	View	Channel	Begin Time (s)	End Time (s)	Low Freq (Hz)	High Freq (Hz)	Begin File	File Offset (s)	Annotation	Score	Note
            1	Spectrogram 1	1	1.000125	1.100000	1000	2000.5	b.wav	0.000125	owl	0.9	x

            """.ReplaceLineEndings("\n"),
            text.ToString());
    }

    [Theory]
    [InlineData("Begin Time (s)\tEnd Time (s)", "1.5\t1.75", 12_000, 2000)]
    [InlineData("Begin File\tFile Offset (s)\tDelta Time (s)", "b.wav\t0.5\t0.25", 12_000, 2000)]
    [InlineData("Begin File\tFile Offset (s)\tEnd Time (s)", "b.wav\t0.5\t1.75", 12_000, 2000)]
    [InlineData("begin file\tfile offset (s)", "D:\\night\\b.wav\t0.5", 12_000, 0)]
    [InlineData("End Time (s)\tSelection\tBegin Time (s)", "1.75\t9\t1.5", 12_000, 2000)]
    public void Either_time_suffices_in_any_order_of_columns(string heading, string row, long start, long count)
    {
        LabelFile read = Read($"{heading}\n{row}\n");
        Assert.Empty(read.Diagnostics);
        Assert.Equal((start, count), (Assert.Single(read.Labels).StartFrame, read.Labels[0].FrameCount));
    }

    [Fact]
    public void Where_both_contradict_each_other_the_file_counts_and_a_diagnostic_says_so()
    {
        LabelFile read = Read("Begin Time (s)\tEnd Time (s)\tBegin File\tFile Offset (s)\n0.5\t0.75\tb.wav\t0.25\n");
        Assert.Equal((10_000, 2000), (Assert.Single(read.Labels).StartFrame, read.Labels[0].FrameCount));
        Diagnostic note = Assert.Single(read.Diagnostics);
        Assert.Equal(DiagnosticKind.Contradiction, note.Kind);
        Assert.Contains("line 2", note.Message, StringComparison.Ordinal);
        Assert.Contains("frame 4000", note.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.250375000", "0.2504", 10_003)] // the finer one, in either column
    [InlineData("1.2504", "0.250375000", 10_003)]
    [InlineData("1.3", "0.25", 10_000)]
    public void Rounding_is_no_contradiction(string begin, string offset, long start)
    {
        LabelFile read = Read($"Begin Time (s)\tEnd Time (s)\tBegin File\tFile Offset (s)\n{begin}\t1.5\tb.wav\t{offset}\n");
        Assert.Empty(read.Diagnostics);
        Assert.Equal(start, Assert.Single(read.Labels).StartFrame);
    }

    [Fact]
    public void A_file_that_is_not_there_leaves_the_time_of_the_recording()
    {
        LabelFile read = Read("Begin Time (s)\tBegin File\tFile Offset (s)\n0.5\tc.wav\t0.25\n");
        Assert.Equal(4000, Assert.Single(read.Labels).StartFrame);
        Assert.Contains("'c.wav'", Assert.Single(read.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Throws<AudioFormatException>(() => Read("Begin File\tFile Offset (s)\nc.wav\t0.25\n"));
    }

    [Fact]
    public void Files_of_the_same_name_are_told_apart_by_their_paths()
    {
        using var folder = new TemporaryFolder();
        byte[] wave = Waves.Int16(new short[8000]);
        string[] paths = [folder.Write("x/a.wav", wave), folder.Write("y/a.wav", wave)];
        using AudioLoader<float> data = AudioLoader.Open(paths);
        Label[] labels = [new() { StartFrame = 10 }, new() { StartFrame = 8010, FrameCount = 3 }];
        var text = new StringWriter();
        LabelFile.Write(text, labels, data.Source, LabelFormat.Raven);
        Assert.Contains("Begin Path", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(labels, LabelFile.Read(new StringReader(text.ToString()), data.Source).Labels);
        LabelFile bare = LabelFile.Read(new StringReader("Begin Time (s)\tBegin File\tFile Offset (s)\n1.00125\ta.wav\t0.00125\n"), data.Source);
        Assert.Equal(8010, Assert.Single(bare.Labels).StartFrame);
        Assert.Empty(bare.Diagnostics);
    }

    [Fact]
    public void A_selection_listed_for_each_of_its_views_is_one_label_and_for_each_of_its_channels_several()
    {
        LabelFile read = Read("Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\n" +
            "1\tWaveform 1\t1\t0.5\t0.75\n1\tSpectrogram 1\t1\t0.5\t0.75\n1\tWaveform 1\t2\t0.5\t0.75\n2\tSpectrogram 1\t2\t0.5\t0.75\n");
        Assert.Equal([0, 1, 1], read.Labels.Select(label => label.Channel!.Value));
    }

    [Fact]
    public void Unknown_columns_are_kept_in_order_and_what_stands_for_a_text_or_a_score_as_well()
    {
        LabelFile read = Read("Begin Time (s)\tSpecies Code\tPeak Freq (Hz)\tCommon Name\tConfidence\n0.5\tstal\t\tTawny Owl\t0.75\n");
        Label label = Assert.Single(read.Labels);
        Assert.Equal(("Tawny Owl", 0.75), (label.Text, label.Score));
        Assert.Equal([new("Species Code", "stal"), new("Common Name", "Tawny Owl"), new("Confidence", "0.75")], label.Columns);
    }

    [Theory]
    [InlineData("Selection\tBegin Time (s)\n1\t0.5\n2\tx\n", "at line 3: expected seconds of 0 or more in column 'Begin Time (s)', found 'x'")]
    [InlineData("Begin Time (s)\n-1\n", "at line 2")]
    [InlineData("Begin Time (s)\n1,5\n", "at line 2")]
    [InlineData("Begin Time (s)\nNaN\n", "at line 2")]
    [InlineData("Begin Time (s)\n\n\n1e99\n", "at line 4")]
    [InlineData("Begin Time (s)\n99999999999999999999999999\n", "at line 2: expected times of a recording")]
    [InlineData("Begin Time (s)\tEnd Time (s)\r\n1\t2\r\n1\t0.5\r\n", "at line 3: expected an 'End Time (s)' not before the beginning")]
    [InlineData("Begin Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\n1\t2000\t1000\n", "at line 2: expected a highest frequency")]
    [InlineData("Begin Time (s)\tLow Freq (Hz)\n1\t-3\n", "at line 2: expected a number of 0 or more in column 'Low Freq (Hz)'")]
    [InlineData("Begin Time (s)\tLow Freq (Hz)\n1\tInfinity\n", "at line 2")]
    [InlineData("Begin Time (s)\tChannel\n1\t0\n", "at line 2: expected a whole number of 1 or more in column 'Channel'")]
    [InlineData("Begin Time (s)\n1\t2\n", "at line 2: expected at most 1 cells, found 2")]
    [InlineData("File Offset (s)\tSelection\n1\t2\n", "at line 1: expected a heading")]
    public void What_cannot_be_understood_names_its_line(string text, string expected)
    {
        AudioFormatException fault = Assert.Throws<AudioFormatException>(() => Read(text));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_beyond_the_recording_is_kept_and_noted()
    {
        LabelFile read = Read("Begin Time (s)\tEnd Time (s)\n1.5\t2.5\n3\t4\n");
        Assert.Equal([12_000, 24_000], read.Labels.Select(label => label.StartFrame));
        Assert.Equal(2, read.Diagnostics.Count);
    }

    private LabelFile Read(string text) => LabelFile.Read(new StringReader(text), _source);
}
