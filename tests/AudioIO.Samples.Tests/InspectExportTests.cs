using InspectProgram = AudioIO.Samples.Inspect.Program;

namespace AudioIO.Samples.Tests;

/// <summary>What Inspect cuts out of a recording.</summary>
public sealed class InspectExportTests : IDisposable
{
    private const int Frames = 8000; // one second
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData("0.25..0:00.5", 2000, 2000)]
    [InlineData("100f..150f", 100, 50)]
    [InlineData("100f..0.5", 100, 3900)]
    [InlineData("..0.5", 0, 4000)]
    [InlineData("7999f..", 7999, 1)]
    [InlineData("..", 0, Frames)]
    [InlineData("5f..5f", 5, 0)]
    public void A_range_of_times_or_frames_is_written_and_said(string range, int start, int count)
    {
        string target = _here.PathOf("call.wav");

        Assert.Equal(0, Run(Ramp(), "--export", range, target));

        Assert.StartsWith($"call.wav: {count} frames (0:0", _here.Printed(_here.Output), StringComparison.Ordinal);
        Assert.EndsWith($") from frame {start}.\n", _here.Printed(_here.Output), StringComparison.Ordinal);
        using AudioLoader<short> written = AudioLoader.Open<short>(target);
        Assert.Equal(Enumerable.Range(start, count).Select(frame => (short)frame), written[.., 0]);
        if (count == Frames) Assert.Contains("Exporting: 100 %", _here.Printed(_here.Error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no range", "noon..1:00")]
    [InlineData("no range", "0.5")]
    [InlineData("no range", "10..xf")]
    [InlineData("do not lie within", "0.5..2")]
    [InlineData("do not lie within", "0.5..0.25")]
    public void A_range_that_is_none_is_one_line_and_exit_code_1(string expected, string range)
    {
        Assert.Equal(1, Run(Ramp(), "--export", range, _here.PathOf("call.wav")));

        Assert.Matches(@"\AError: [^\n]+\n\z", _here.Printed(_here.Error));
        Assert.Contains(expected, _here.Printed(_here.Error), StringComparison.Ordinal);
        Assert.False(File.Exists(_here.PathOf("call.wav")));
    }

    [Fact]
    public void A_file_that_exists_is_not_overwritten()
    {
        string path = Ramp();
        string taken = _here.Write("taken.wav", [1, 2, 3]);
        Assert.Equal(1, Run(path, "--export", "..", taken));
        Assert.Equal(1, Run(path, "--export", "..", path));
        Assert.Equal(1, Run(path, "--export", "..", ""));
        Assert.Equal(1, Run(path, "--export", ".."));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(taken));
        Assert.Equal(Frames, AudioLoader.Identify(path).Frames);
    }

    private int Run(params string[] args) => InspectProgram.Run(args, _here.Output, _here.Error);

    private string Ramp() => _here.WriteWave("ramp.wav", 8000, 1, Frames, (frame, _) => frame / 32768.0);
}
