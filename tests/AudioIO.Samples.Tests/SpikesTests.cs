using System.Globalization;
using SpikesProgram = AudioIO.Samples.Spikes.Program;

namespace AudioIO.Samples.Tests;

/// <summary>Spikes hidden in noise and in what all electrodes pick up are found where they were put.</summary>
public sealed class SpikesTests : IDisposable
{
    private const int Rate = 20_000, Channels = 16, Frames = 3 * Rate;
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Every_spike_is_found_on_its_channel_within_three_frames_and_nothing_else()
    {
        var random = new Random(1);
        float[,] traces = new float[Frames, Channels];
        for (int n = 0; n < Frames; n++)
        {
            double common = (0.2 * Math.Sin(2 * Math.PI * 50 * n / Rate)) + (0.1 * (random.NextDouble() - 0.5));
            for (int c = 0; c < Channels; c++) traces[n, c] = (float)(common + (0.02 * (random.NextDouble() - 0.5)));
        }
        var placed = new List<(int Frame, int Channel)>();
        for (int c = 0; c < Channels; c++)
        {
            // At irregular times; the first and the last one lie within the margins of the filter.
            for (int frame = 10 + (7 * c); frame < Frames - 10; frame += random.Next(2000, 4000)) Place(frame, c);
        }
        string path = _here.WriteWave("probe.wav", Rate, Channels, Frames, (frame, channel) => traces[frame, channel]);

        Assert.Equal(0, SpikesProgram.Run([path], _here.Output, _here.Error));

        string[] lines = _here.Printed(_here.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("seconds,channel,lowest", lines[0]);
        (int Frame, int Channel)[] found = [.. lines[1..].Select(Parsed).OrderBy(spike => spike.Channel).ThenBy(spike => spike.Frame)];
        Assert.Equal(placed.Select(spike => spike.Channel), found.Select(spike => spike.Channel));
        Assert.All(placed.Zip(found), pair => Assert.InRange(pair.Second.Frame, pair.First.Frame - 3, pair.First.Frame + 3));

        // A trough of 0.3 ms and a slower hump behind it.
        void Place(int frame, int channel)
        {
            placed.Add((frame, channel));
            for (int n = Math.Max(0, frame - 20); n < Math.Min(Frames, frame + 40); n++)
            {
                double trough = (n - frame) / 3.0, hump = (n - frame - 12) / 6.0;
                traces[n, channel] += (float)((-0.2 * Math.Exp(-trough * trough)) + (0.06 * Math.Exp(-hump * hump)));
            }
        }
    }

    [Fact]
    public void Without_a_recording_it_says_how_it_is_called()
    {
        Assert.Equal(1, SpikesProgram.Run([], _here.Output, _here.Error));
        Assert.StartsWith("Error: Expected a recording", _here.Printed(_here.Error), StringComparison.Ordinal);
    }

    private static (int Frame, int Channel) Parsed(string line)
    {
        string[] fields = line.Split(',');
        Assert.True(double.Parse(fields[2], CultureInfo.InvariantCulture) < -0.05);
        return ((int)Math.Round(double.Parse(fields[0], CultureInfo.InvariantCulture) * Rate), int.Parse(fields[1], CultureInfo.InvariantCulture));
    }
}
