using System.Globalization;
using LevelsProgram = AudioIO.Samples.Levels.Program;

namespace AudioIO.Samples.Tests;

/// <summary>Levels of tones that were made with known ones.</summary>
public sealed class LevelsTests : IDisposable
{
    private const int Rate = 8000, Minute = 60 * Rate;
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Tones_have_the_levels_they_were_made_with_minute_by_minute_and_band_by_band()
    {
        // 0.05 is 94 dB: 0.1 is 6 dB more. 251.19 Hz is the middle of a band, beside 0.01 there.
        string calibrator = Calibrator();
        string first = _here.WriteWave("20240601_220000.wav", Rate, 2, 2 * Minute, (frame, channel) => channel == 1 ? Tone(3000, 0.9, frame)
            : frame < Minute ? Tone(1000, 0.1, frame) : Tone(Math.Pow(10, 2.4), 0.01, frame));
        // Half an hour later, and half a minute long.
        string second = _here.WriteWave("20240601_223000.wav", Rate, 2, Minute / 2, (frame, channel) => channel == 1 ? 0 : Tone(2000, 0.05, frame));

        Assert.Equal(0, LevelsProgram.Run([calibrator, "94", first, second], _here.Output, _here.Error));

        string[] lines = _here.Printed(_here.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("time,25,31.5,40,50,63,80,100,125,160,200,250,315,400,500,630,800,1000,1250,1600,2000,2500,3150", lines[0]);
        Assert.Equal(["2024-06-01T22:00:00", "2024-06-01T22:01:00", "2024-06-01T22:30:00"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Equal(94 + 6.02, Level("1000", 0), 0.06);
        Assert.Equal(94 - 13.98, Level("250", 1), 0.06);
        // 1995.3 Hz is the middle of that band.
        Assert.Equal(94, Level("2000", 2), 0.06);
        // What is not in a band is down by the slopes of the filter: 18 dB per octave of what lies an octave away from its edges.
        Assert.InRange(Level("250", 0), 0, Level("1000", 0) - 60);
        Assert.InRange(Level("1000", 2), 0, Level("2000", 2) - 40);

        double Level(string band, int minute) =>
            double.Parse(lines[1 + minute].Split(',')[Array.IndexOf(lines[0].Split(','), band)], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Without_a_clock_minutes_count_from_the_beginning()
    {
        string path = _here.WriteWave("tones.wav", Rate, 1, Minute + 1, (frame, _) => Tone(1000, 0.05, frame));
        Assert.Equal(0, LevelsProgram.Run([Calibrator(), "114", path], _here.Output, _here.Error));
        string[] lines = _here.Printed(_here.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["00:00:00", "00:01:00"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Contains(",114.0,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_recording_it_says_how_it_is_called()
    {
        Assert.Equal(1, LevelsProgram.Run(["calibrator.wav", "94"], _here.Output, _here.Error));
        Assert.StartsWith("Error: Expected a calibrator", _here.Printed(_here.Error), StringComparison.Ordinal);
    }

    /// <summary>Three seconds of an amplitude of 0.05, put on late and taken off early.</summary>
    private string Calibrator() => _here.WriteWave("calibrator.wav", Rate, 1, 5 * Rate, (frame, _) =>
        frame < Rate || frame > 4 * Rate ? 0 : Tone(1000, 0.05, frame));

    private static double Tone(double frequency, double amplitude, int frame) => amplitude * Math.Sin(2 * Math.PI * frequency * frame / Rate);
}
