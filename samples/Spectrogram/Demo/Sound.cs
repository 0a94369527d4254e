namespace AudioIO.Samples.Spectrogram.Demo;

/// <summary>A sound with a place in time and in the stereo picture.</summary>
/// <param name="Start">Start in seconds.</param>
/// <param name="Length">Length in seconds.</param>
/// <param name="Amplitude">Largest amplitude of the loudest partial, or strength of the noise; 1 is full scale.</param>
/// <param name="Balance">0 is left alone, 1 right alone, ½ both in full.</param>
internal abstract record Sound(double Start, double Length, double Amplitude, double Balance)
{
    /// <summary>Time in seconds, at each end, in which the sound grows and fades.</summary>
    public double Fade { get; init; } = 0.02;

    /// <summary>The sound before amplitude and fades; asked for one frame after the other.</summary>
    /// <param name="time">Seconds since its start.</param>
    protected abstract double Next(double time);

    /// <summary>Adds the sound to a block.</summary>
    /// <param name="samples">Interleaved frames of two channels.</param>
    /// <param name="startFrame">First frame of the block; blocks follow each other without gaps.</param>
    public void AddTo(Span<float> samples, long startFrame)
    {
        long first = Math.Max((long)(Start * DemoRecording.Rate), startFrame);
        long last = Math.Min((long)((Start + Length) * DemoRecording.Rate), startFrame + (samples.Length / 2));
        double left = Math.Min(1, 2 - (2 * Balance));
        double right = Math.Min(1, 2 * Balance);
        for (long frame = first; frame < last; frame++)
        {
            double time = ((double)frame / DemoRecording.Rate) - Start;
            double value = Amplitude * Envelope(time) * Next(time);
            int i = (int)(2 * (frame - startFrame));
            samples[i] += (float)(left * value);
            samples[i + 1] += (float)(right * value);
        }
    }

    /// <summary>Raised cosines at both ends.</summary>
    private double Envelope(double time)
    {
        double edge = Math.Min(time, Length - time) / Fade;
        return edge >= 1 ? 1 : edge <= 0 ? 0 : 0.5 - (0.5 * Math.Cos(Math.PI * edge));
    }
}
