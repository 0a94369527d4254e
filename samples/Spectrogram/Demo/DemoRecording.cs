namespace AudioIO.Samples.Spectrogram.Demo;

/// <summary>
/// Ten minutes of a summer night that never was: wind, rain, frogs, insects, birds, a passing aeroplane, and two sounds to check the
/// picture by: a tone of 1 kHz at −20 dBFS from 9:20 to 9:50 and a chirp that rises from 0 to 20 kHz from 8:00 to 9:00. Its noise and
/// its birds come from fixed seeds: every run makes the same file.
/// </summary>
internal static class DemoRecording
{
    public const int Rate = 44_100;
    public const int Channels = 2;

    /// <summary>Length of the whole scene.</summary>
    public static TimeSpan FullLength { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Where the demo goes when nobody says otherwise: a folder of this user's among the temporary files.</summary>
    public static string DefaultPath => Path.Combine(Path.GetTempPath(), $"AudioIO-{Environment.UserName}", "summer-night.wav");

    /// <summary>Writes the recording.</summary>
    /// <param name="path">The WAV file; it appears whole or not at all.</param>
    /// <param name="length">How much of the scene to write, from its start.</param>
    /// <param name="progress">Told the share that was written, 0 to 1.</param>
    public static void Write(string path, TimeSpan length, IProgress<double> progress)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string unfinished = path + ".part";
        List<Sound> scene = Scene();
        long frames = (long)(length.TotalSeconds * Rate);
        float[] block = new float[Rate * Channels];
        using (var file = new WaveWriter(unfinished, Rate, Channels, WaveEncoding.Pcm16))
        {
            for (long frame = 0; frame < frames; frame += Rate)
            {
                Span<float> samples = block.AsSpan(0, (int)Math.Min(Rate, frames - frame) * Channels);
                samples.Clear();
                foreach (Sound sound in scene) sound.AddTo(samples, frame);
                file.Write(samples);
                progress.Report((double)(frame + (samples.Length / Channels)) / frames);
            }
        }
        File.Move(unfinished, path, overwrite: true);
    }

    private static List<Sound> Scene()
    {
        var scene = new List<Sound>
        {
            new Wind(0, 600, 0.006, 0.45, Seed: 1),
            new Wind(0, 600, 0.004, 0.60, Seed: 2),
            // Frogs by the water at first; crickets until the rain comes at 5:50 and after it has gone; bush-crickets far above.
            new Band(12, 130, 0.10, 0.4, Hz: 1_350, WidthHz: 90, PulsesPerSecond: 0.8) { Fade = 30 },
            new Band(70, 300, 0.28, 0.3, Hz: 7_400, WidthHz: 260, PulsesPerSecond: 0.31) { Fade = 60 },
            new Band(130, 215, 0.10, 0.6, Hz: 13_500, WidthHz: 500, PulsesPerSecond: 0.17) { Fade = 60 },
            new Band(350, 100, 0.02, 0.5, Hz: 4_000, WidthHz: 6_000, PulsesPerSecond: 0) { Fade = 40 },
            new Band(440, 155, 0.20, 0.5, Hz: 7_700, WidthHz: 220, PulsesPerSecond: 0.42) { Fade = 40 },
            new Flyby(165, 150, 0.03, 0.5, Hz: 215) { Fade = 40 },
            // To check the picture by.
            new Tone(480, 60, 0.05, 0.5, 0, 20_000),
            new Tone(560, 30, 0.1, 0.5, 1_000, 1_000),
        };
        AddBirds(scene);
        return scene;
    }

    /// <summary>Three kinds of birds with a phrase each, that sing again and again.</summary>
    private static void AddBirds(List<Sound> scene)
    {
        var chance = new Noise(2024);
        for (double time = 8; time < 470; time += chance.Next(2, 14))
        {
            double balance = chance.Next(0.1, 0.9);
            double amplitude = chance.Next(0.02, 0.09);
            switch ((int)chance.Next(0, 3))
            {
                case 0:
                    // A trill: short falling sweeps.
                    double top = chance.Next(5_200, 6_400);
                    for (int i = 0; i < 14; i++) scene.Add(new Tone(time + (0.16 * i), 0.11, amplitude, balance, top, top - 2_400));
                    break;
                case 1:
                    // A whistle that rises and falls.
                    scene.Add(new Tone(time, 0.7, amplitude, balance, 2_300, 3_600) { Vibrato = 0.04 });
                    scene.Add(new Tone(time + 0.8, 0.9, amplitude, balance, 3_800, 2_500) { Vibrato = 0.04 });
                    break;
                default:
                    // A call with overtones.
                    double pitch = chance.Next(700, 1_100);
                    var call = new Tone(time, 0.45, amplitude, balance, pitch, 0.9 * pitch) { Partials = 12, Vibrato = 0.03 };
                    scene.AddRange([call, call with { Start = time + 0.6 }, call with { Start = time + 1.2 }]);
                    break;
            }
        }
    }
}
