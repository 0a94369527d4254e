using System.Globalization;
using AudioIO.Tests.Joining;
using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Labels;

public sealed class LabelFileTests
{
    private static readonly LabelFormat[] Formats = Enum.GetValues<LabelFormat>();

    [Theory]
    [InlineData(LabelFormat.Raven)]
    [InlineData(LabelFormat.Csv)]
    [InlineData(LabelFormat.Audacity)]
    public void A_hundred_thousand_labels_over_a_thousand_files_come_back_at_the_same_frames(LabelFormat format)
    {
        const int Seed = 17;
        var random = new Random(Seed);
        var files = new MemoryFiles();
        for (int i = 0; i < 1000; i++) files.Add($"night-{i:0000}.wav", Waves.Int16(new short[random.Next(0, 4000)], rate: 44_100));
        using ConcatenatedSource source = files.OpenAll();
        Label[] labels = [.. Enumerable.Range(0, 100_000).Select(_ => Any(random, source.Frames, format))];

        LabelFile read = Again(labels, source, format);

        Assert.Equal(format, read.Format);
        Assert.Empty(read.Diagnostics);
        Assert.Equal(labels.Length, read.Labels.Count);
        for (int i = 0; i < labels.Length; i++) Assert.True(labels[i] == read.Labels[i], $"Label {i} of seed {Seed}: {labels[i]} became {read.Labels[i]}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(384_000)]
    [InlineData(44_099.987654321)]
    [InlineData(4_294_967_295)]
    public void Times_tell_neighbouring_frames_apart_at_any_rate_up_to_the_last_frame_that_a_long_counts(double rate)
    {
        using var source = new ComputedSource(new double[10], 1, rate);
        var random = new Random(3);
        long[] starts = [0, 1, 2, (1L << 53) + 1, long.MaxValue - 5, .. Enumerable.Range(0, 500).Select(_ => random.NextInt64(long.MaxValue - 3))];
        Label[] labels = [.. starts.Select(start => new Label { StartFrame = start, FrameCount = 3 })];
        foreach (LabelFormat format in Formats)
            Assert.Equal(labels.Select(label => (label.StartFrame, label.FrameCount)), Again(labels, source, format).Labels.Select(label => (label.StartFrame, label.FrameCount)));
    }

    [Fact]
    public void What_a_label_says_comes_back_from_tables_whole()
    {
        using var source = new ComputedSource(new double[16_000], 2);
        Label[] labels =
        [
            new() { StartFrame = 8000, FrameCount = 800, Channel = 1, LowFrequencyHz = 1500.25, HighFrequencyHz = 3e3, Text = "Strix aluco, \"♂\" 'x'", Score = 0.1 + 0.2 },
            new() { StartFrame = 0 },
            new() { StartFrame = 15_999, FrameCount = 1, Text = " owl ", Columns = [new("Quality", "a, b"), new("Note", "1.0"), new("Quality", "again")] },
            new() { StartFrame = 16_000, HighFrequencyHz = 4000, Score = -1e-300, Columns = [new("Inband Power (dB)", "-3")] },
        ];
        Assert.Equal(labels, Again(labels, source, LabelFormat.Raven).Labels);
        Assert.Equal(labels, Again(labels, source, LabelFormat.Csv).Labels);
        Assert.Equal(
            labels.Select(label => label with { Channel = null, Score = null, Columns = [] }), Again(labels, source, LabelFormat.Audacity).Labels);
    }

    [Fact]
    public void What_a_format_has_no_place_for_is_said()
    {
        using var source = new ComputedSource(new double[100], 1);
        Label[] labels = [new() { StartFrame = 1, Channel = 0, Score = 1, Text = "a\tb\r\nc", Columns = [new("X", "y")] }, new() { StartFrame = 2 }];
        Assert.Empty(LabelFile.Write(TextWriter.Null, labels, source, LabelFormat.Csv));
        Assert.Equal(labels, Again(labels, source, LabelFormat.Csv).Labels);
        Assert.Contains("1 cells", Assert.Single(LabelFile.Write(TextWriter.Null, labels, source, LabelFormat.Raven)).Message, StringComparison.Ordinal);
        Assert.Equal("a b c", Again(labels, source, LabelFormat.Raven).Labels[0].Text);
        Assert.Equal(
            ["blanks", "channels", "scores", "columns"],
            LabelFile.Write(TextWriter.Null, labels, source, LabelFormat.Audacity)
                .Select(note => new[] { "blanks", "channels", "scores", "columns" }.First(word => note.Message.Contains(word, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_country_that_writes_commas_changes_nothing()
    {
        using var source = new ComputedSource(new double[16_000], 1);
        Label[] labels = [new() { StartFrame = 4001, FrameCount = 1234, LowFrequencyHz = 1234.5, Score = 0.25, Text = "x" }];
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var here = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            here.NumberFormat.NumberDecimalSeparator = ",";
            here.NumberFormat.NegativeSign = "−";
            CultureInfo.CurrentCulture = here;
            foreach (LabelFormat format in (LabelFormat[])[LabelFormat.Raven, LabelFormat.Csv]) Assert.Equal(labels, Again(labels, source, format).Labels);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("a.csv", LabelFormat.Csv)]
    [InlineData("a.CSV", LabelFormat.Csv)]
    [InlineData("a.Table.1.selections.txt", LabelFormat.Raven)]
    [InlineData("a.txt", LabelFormat.Audacity)]
    public void The_name_says_how_labels_are_written_and_the_content_how_they_are_read(string name, LabelFormat format)
    {
        using var folder = new TemporaryFolder();
        using var source = new ComputedSource(new double[16_000], 1);
        string path = folder[name];
        LabelFile.Write(path, [new Label { StartFrame = 5, FrameCount = 6, Text = "x" }], source);
        string other = folder["other"];
        File.Move(path, other);
        LabelFile read = LabelFile.Read(other, source);
        Assert.Equal(format, read.Format);
        Assert.Equal(new Label { StartFrame = 5, FrameCount = 6, Text = "x" }, Assert.Single(read.Labels));
    }

    [Fact]
    public void A_file_that_exists_is_kept_unless_asked_and_one_of_the_recording_always()
    {
        using var folder = new TemporaryFolder();
        string wave = folder["a.wav"], labels = folder["a.txt"];
        File.WriteAllBytes(wave, Waves.Int16(new short[10]));
        File.WriteAllText(labels, "mine");
        using AudioSource source = AudioLoader.OpenSource(wave);
        Assert.Throws<IOException>(() => LabelFile.Write(labels, [], source));
        Assert.Equal("mine", File.ReadAllText(labels));
        LabelFile.Write(labels, [], source, overwrite: true);
        Assert.Equal("", File.ReadAllText(labels));
        Assert.Throws<IOException>(() => LabelFile.Write(wave, [], source, overwrite: true));
        Assert.Equal(2, Directory.GetFiles(folder.Root).Length);
    }

    [Fact]
    public void Markers_are_labels()
    {
        MemoryFiles files = new MemoryFiles().Add("a.wav", Waves.Int16(new short[100], chunks: Waves.Cues((10, "owl"))))
            .Add("b.wav", Waves.Int16(new short[100], chunks: Waves.Cues((20, ""), (30, "fox"))));
        using ConcatenatedSource source = files.OpenAll();
        Assert.Equal([(10, "owl"), (120, ""), (130, "fox")], source.ToLabels().Select(label => (label.StartFrame, label.Text)));
    }

    private static LabelFile Again(IReadOnlyList<Label> labels, AudioSource source, LabelFormat format)
    {
        var text = new StringWriter();
        LabelFile.Write(text, labels, source, format);
        return LabelFile.Read(new StringReader(text.ToString()), source);
    }

    private static Label Any(Random random, long frames, LabelFormat format)
    {
        long start = random.NextInt64(frames + 1);
        double low = random.Next(0, 20_000) / 7.0;
        bool isTable = format != LabelFormat.Audacity;
        return new Label
        {
            StartFrame = start,
            FrameCount = random.Next(4) == 0 ? 0 : random.NextInt64(Math.Min(10_000, frames - start) + 1),
            Channel = isTable && random.Next(2) == 0 ? random.Next(8) : null,
            LowFrequencyHz = random.Next(3) == 0 ? null : low,
            HighFrequencyHz = random.Next(3) == 0 ? null : low + random.Next(9000),
            Text = random.Next(5) == 0 ? "" : $"call {random.Next(100)}",
            Score = isTable && random.Next(2) == 0 ? random.NextDouble() : null,
            Columns = isTable && random.Next(3) == 0 ? [new LabelColumn("Observer", $"{random.Next(5)}")] : [],
        };
    }
}
