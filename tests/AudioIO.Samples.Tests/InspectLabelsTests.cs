using InspectProgram = AudioIO.Samples.Inspect.Program;

namespace AudioIO.Samples.Tests;

/// <summary>Labels that Inspect lists and writes in another way.</summary>
public sealed class InspectLabelsTests : IDisposable
{
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Labels_are_listed_with_the_time_of_day()
    {
        string wave = _here.WriteWave("20240601_220000.wav", 8000, 1, 8000, (_, _) => 0);
        string labels = _here.Write("night.txt", "0.5\t0.75\towl\n\\\t800\t1200\n"u8.ToArray());
        Assert.Equal(0, Run(wave, "--labels", labels));
        Assert.Matches(@"Labels\n(.*\n)*.*0:00\.500 .*2024-06-01 22:00:00\.5 .*4,000 .*0:00\.250 .*800 Hz .*1,200 Hz .*owl", _here.Printed(_here.Output));
        Assert.DoesNotContain("Score", _here.Printed(_here.Output), StringComparison.Ordinal);
        Assert.Equal(0, Run(wave, "--labels", labels, "--json"));
        Assert.Contains("\"clock\": \"2024-06-01T22:00:00.5\"", _here.Printed(_here.Output), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_written_as_another_program_reads_them()
    {
        string wave = _here.WriteWave("a.wav", 8000, 1, 8000, (_, _) => 0);
        string labels = _here.Write("night.txt", "0.5\t0.75\towl\n"u8.ToArray());
        Assert.Equal(0, Run(wave, "--labels", labels, "-o", _here.PathOf("night.selections.txt")));
        Assert.Equal(0, Run(wave, "--labels", _here.PathOf("night.selections.txt"), "-o", _here.PathOf("night.csv")));
        Assert.Equal("night.selections.txt: 1 label (Raven).\nnight.csv: 1 label (Csv).\n", _here.Printed(_here.Output));
        Assert.StartsWith("1\tSpectrogram 1\t0.500000\t0.750000\ta.wav\t0.500000\towl", File.ReadAllLines(_here.PathOf("night.selections.txt"))[1], StringComparison.Ordinal);
        Assert.Equal("4000,2000,0.500000,0.750000,,,,owl,", File.ReadAllLines(_here.PathOf("night.csv"))[1]);
    }

    [Fact]
    public void Without_labels_the_markers_are_written()
    {
        string wave = _here.Write("described.wav", DescribedWave.Bytes);
        Assert.Equal(0, Run(wave, "-o", _here.PathOf("markers.csv")));
        Assert.True(File.ReadAllLines(_here.PathOf("markers.csv")).Length > 2);
    }

    [Fact]
    public void A_faulty_file_is_one_line_that_names_the_line()
    {
        string wave = _here.WriteWave("a.wav", 8000, 1, 10, (_, _) => 0);
        Assert.Equal(1, Run(wave, "--labels", _here.Write("night.txt", "0.5\t0.75\towl\nx\n"u8.ToArray())));
        Assert.Matches(@"\AError: [^\n]*line 2[^\n]*\n\z", _here.Printed(_here.Error));
        Assert.Equal(1, Run(wave, "-o", wave));
    }

    private int Run(params string[] args) => InspectProgram.Run(args, _here.Output, _here.Error);
}
