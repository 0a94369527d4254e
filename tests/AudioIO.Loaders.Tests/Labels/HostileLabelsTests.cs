using System.Text;
using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Labels;

/// <summary>Texts of strangers: whatever they hold, the answer is labels or an exception that says where, in bounded memory.</summary>
public sealed class HostileLabelsTests : IDisposable
{
    private static readonly string[] Pieces =
    [
        "\t", ",", "\n", "\r", "\"", "\\", "0", "1.5", "-1", "1e9", "1e-40", "9e99999999", "NaN", ".", "+", "Begin Time (s)", "End Time (s)",
        "Begin File", "File Offset (s)", "Channel", "start_frame", "start_seconds", "end_seconds", "text", "\0", "\uFEFF", "\uD800", "…", " ",
    ];

    private readonly ComputedSource _source = new(new double[8000], 1);

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Any_text_gives_labels_or_an_exception_that_names_the_line()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder();
            int pieces = random.Next(1, 40);
            for (int i = 0; i < pieces; i++) text.Append(Pieces[random.Next(Pieces.Length)]);
            try
            {
                Assert.All(Read(text.ToString()).Labels, label => Assert.True(label.StartFrame >= 0 && label.FrameCount >= 0));
            }
            catch (AudioFormatException fault)
            {
                Assert.Matches(@"at line \d+: expected .*, found ", fault.Message);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n\n")]
    [InlineData("\uFEFF")]
    [InlineData("Begin Time (s)\tEnd Time (s)")]
    [InlineData("start_frame,text\n")]
    public void Texts_without_labels_have_none(string text) => Assert.Empty(Read(text).Labels);

    [Theory]
    [InlineData("1.5")]
    [InlineData("start_seconds,text\n1.5")]
    [InlineData("Begin Time (s)\tEnd Time (s)\n1.5")]
    [InlineData("\uFEFF\r\n\r\nstart_seconds,text\r\n\r\n1.5,")]
    public void The_last_line_needs_no_end(string text) => Assert.Equal(12_000, Assert.Single(Read(text).Labels).StartFrame);

    [Theory]
    [InlineData("start_frame,text\n1,\"never closed\n", "at line 2: expected a quote that is closed")]
    [InlineData("start_frame,text\n1,\"a\nb\r\nc\"\nx,\n", "at line 5: expected a whole number of 0 or more in column 'start_frame', found 'x'")]
    [InlineData("start_frame,frame_count\n9223372036854775807,1\n", "at line 2: expected frames of a recording")]
    [InlineData("start_frame,frame_count\n9223372036854775808,1\n", "at line 2")]
    [InlineData("name,text\n1,2\n", "at line 1: expected a heading")]
    [InlineData("start_frame;text\n", "at line 1: expected seconds")]
    [InlineData("0.5\t0.25\tx\n", "at line 1: expected an end not before the start")]
    [InlineData("\\\t1\t2\n", "at line 1: expected a label before its frequencies")]
    [InlineData("1\t2\n\\\t1\n", "at line 2: expected a frequency in Hz, found ''")]
    [InlineData("1\t2\n\\\t3\t2\n", "at line 2: expected a highest frequency not below the lowest")]
    [InlineData("1\t2\nx\t2\n", "at line 2: expected seconds of 0 or more, found 'x'")]
    public void Faults_name_their_line_also_behind_quoted_line_ends(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<AudioFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1\t2\t")]
    [InlineData("start_frame,text\n1,\"")]
    public void A_line_without_end_is_refused_before_it_is_in_memory(string beginning)
    {
        var text = new Endless(beginning, 'x');
        AudioFormatException fault = Assert.Throws<AudioFormatException>(() => LabelFile.Read(text, _source));
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, fault.Kind);
        Assert.InRange(text.Given, 1, 1 << 21);
    }

    [Fact]
    public void Cells_without_end_are_refused() =>
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, Assert.Throws<AudioFormatException>(() => LabelFile.Read(new Endless("1\t2\t", '\t'), _source)).Kind);

    [Fact]
    public void Audacity_points_and_absent_frequencies_are_understood()
    {
        LabelFile read = Read("0.5\tonly a point\n0.25\t0.5\ta\tb\n\\\t-1.000000\t4000.000000\n");
        Assert.Equal(
            [new Label { StartFrame = 4000, Text = "only a point" }, new Label { StartFrame = 2000, FrameCount = 2000, Text = "a\tb", HighFrequencyHz = 4000 }],
            read.Labels);
    }

    [Fact]
    public void Tables_of_other_programs_are_understood_and_frames_count_before_seconds()
    {
        Assert.Equal(
            new Label { StartFrame = 4000, FrameCount = 2000, Text = "owl" }, Assert.Single(Read("label,onset_s,offset_s\nowl,0.5,0.75\n").Labels));
        Assert.Equal(
            new Label { StartFrame = 4000, FrameCount = 2000, Text = "Owl", Score = 0.5, Columns = [new("Common name", "Owl"), new("Confidence", "0.5")] },
            Assert.Single(Read("Start (s),End (s),Common name,Confidence\n0.5,0.75,Owl,0.5\n").Labels));
        LabelFile read = Read("start_frame,start_seconds,end_seconds\n4000,0.25,0.5\n");
        Assert.Equal((4000, 2000), (read.Labels[0].StartFrame, read.Labels[0].FrameCount));
        Assert.Equal(DiagnosticKind.Contradiction, Assert.Single(read.Diagnostics).Kind);
    }

    private LabelFile Read(string text) => LabelFile.Read(new StringReader(text), _source);

    /// <summary>A text that never ends, and counts what was taken of it.</summary>
    private sealed class Endless(string beginning, char rest) : TextReader
    {
        public int Given { get; private set; }

        public override int Peek() => Given < beginning.Length ? beginning[Given] : rest;

        public override int Read()
        {
            int c = Peek();
            Given++;
            return c;
        }
    }
}
