package padlock.scenario.cli;

/** Manifests of a small mesh: two services with sidecars, and a client without one. */
final class Shop {

    static final String MESH = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {istio-injection: enabled}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart, namespace: shop}
            spec:
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec:
                  serviceAccountName: cart
                  containers: [{name: cart, ports: [{containerPort: 8080}]}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: cart, namespace: shop}
            spec: {selector: {app: cart}, ports: [{name: http, port: 80, targetPort: 8080}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: empty, namespace: shop}
            spec: {selector: {app: nobody}, ports: [{name: tcp, port: 90}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: page, namespace: shop}
            spec:
              selector: {matchLabels: {app: page}}
              template:
                metadata: {labels: {app: page}}
                spec:
                  containers: [{name: page}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cron, namespace: legacy}
            spec:
              selector: {matchLabels: {app: cron}}
              template:
                metadata: {labels: {app: cron}}
                spec:
                  containers: [{name: cron}]
            """;

    static final String STRICT = """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata:
              name: default
              namespace: shop
            spec:
              mtls:
                mode: STRICT
            """;

    static final String SCENARIO = """
            name: closing-time
            title: The shop goes STRICT
            end: 40s
            mesh: [mesh.yaml]
            traffic:
              - name: page
                from: shop/page
                to: http://cart/
                every: 5s
              - name: cron
                from: legacy/cron
                to: http://cart.shop/
                every: 5s
            timeline:
              - at: 20s
                apply: [strict.yaml]
            """;

    private Shop() {}
}
