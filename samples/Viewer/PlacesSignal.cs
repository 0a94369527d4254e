namespace AudioIO.Samples.Viewer;

/// <summary>One channel of sound around places, one place after the other: every column of a spectrogram with a hop of its size is one of them.</summary>
/// <param name="rate">Frames per second.</param>
/// <param name="values">The samples.</param>
internal sealed class PlacesSignal(double rate, float[] values) : Signal<float>(rate, values.Length, channels: 1)
{
    /// <summary>Takes the middle frames of each place.</summary>
    /// <param name="samples">The recording.</param>
    /// <param name="places">Its frames around places, as <see cref="SampledPlaces"/> reads them.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="size">How many frames, an even number.</param>
    public static PlacesSignal Of(Signal<float> samples, ReadOnlySpan<float> places, int channel, int size)
    {
        int channels = samples.Channels;
        var values = new float[SampledPlaces.AtOnce * size];
        for (int place = 0; place < SampledPlaces.AtOnce; place++)
        {
            int from = ((place * SampledPlaces.Frames) + ((SampledPlaces.Frames - size) / 2)) * channels;
            for (int i = 0; i < size; i++) values[(place * size) + i] = places[from + (i * channels) + channel];
        }
        return new PlacesSignal(samples.Rate, values);
    }

    protected override void ReadFrames(long start, Span<float> destination) =>
        values.AsSpan((int)start, destination.Length).CopyTo(destination);
}
