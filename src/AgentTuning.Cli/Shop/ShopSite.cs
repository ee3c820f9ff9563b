using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using AgentTuning.Environments.WebShop.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentTuning.Cli.Shop;

/// <summary>The web shop as a site that only this machine can reach. Sessions are opened by the first part of the path: the number of their goal.</summary>
sealed class ShopSite(Environments.WebShop.Shop shop)
{
    const int MostSessions = 1000;
    const int MostFormBytes = 16 * 1024;

    readonly ConcurrentDictionary<string, SiteSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>Serves until stopped.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task RunAsync(Environments.WebShop.Shop shop, int port, Action<string> remark, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, port);
            options.Limits.MaxRequestBodySize = MostFormBytes;
            options.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        await using var site = builder.Build();
        site.Run(new ShopSite(shop).AnswerAsync);
        try
        {
            await site.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new IOException($"Port {port} of 127.0.0.1 cannot be opened: {exception.Message} Stop the program that uses it, or name another with --port.", exception);
        }

        remark(string.Create(CultureInfo.InvariantCulture, $"The shop is open at {site.Urls.First()}/0 ({shop.Catalogue.Count} products, {shop.Goals.Count} goals: /0 to /{shop.Goals.Count - 1}). Ctrl-C closes it."));
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            remark("The shop is closed.");
        }

        await site.StopAsync(CancellationToken.None);
    }

    async Task AnswerAsync(HttpContext context)
    {
        // A page elsewhere must not reach the shop under a name of its own.
        if (context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The shop answers to 127.0.0.1 and localhost only.");
            return;
        }

        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        var parts = target.Trim('/').Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (parts is [""])
            context.Response.Redirect("/0");
        else if (HttpMethods.IsPost(context.Request.Method) && parts is [var id, "act"] && SessionOf(id) is { } acting)
            await ActAsync(context, acting);
        else if (HttpMethods.IsGet(context.Request.Method) && SessionOf(parts.Length == 1 ? parts[0] : parts[1]) is { } session && session.Open(parts) is { } html)
            await WriteAsync(context, StatusCodes.Status200OK, "text/html; charset=utf-8", html);
        else
            await RefuseAsync(context, StatusCodes.Status404NotFound, $"There is no such page. Goals are /0 to /{shop.Goals.Count - 1}.");
    }

    static async Task ActAsync(HttpContext context, SiteSession session)
    {
        if (!context.Request.HasFormContentType)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Expected a form with 'search' or 'click'.");
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var path = session.Act(form["search"], form.TryGetValue("click", out var click) ? click.ToString() : null);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }

    static Task RefuseAsync(HttpContext context, int status, string text) => WriteAsync(context, status, "text/plain; charset=utf-8", $"{text}\n");

    static Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    SiteSession? SessionOf(string id)
    {
        if (!int.TryParse(id.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var goal) || goal >= shop.Goals.Count)
            return null;
        if (_sessions.Count >= MostSessions && !_sessions.ContainsKey(id))
            _sessions.Clear();
        return _sessions.GetOrAdd(id, key => new SiteSession(shop, shop.Goals[goal], key));
    }
}
